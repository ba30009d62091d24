//! Which addresses may be asked: public ones, unless the user allows the rest.
//!
//! A page, a feed or a redirect may name any host, and a name may answer with any address. So the check is made on the
//! addresses a connection is about to be opened to: a name's in [`PublicOnly`], which the client uses to look names up;
//! an address written into the URL in [`Reach::check`], since no name is looked up for it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use ipnet::{Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// How far a fetch may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses alone.
    Public,
    /// Any address: this machine, its network, and what a proxy of the environment reaches.
    Anywhere,
    /// One address alone: tests have no public ones.
    #[cfg(test)]
    Only(IpAddr),
}

impl Reach {
    /// Returns whether this address may be connected to.
    fn covers(self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            Self::Anywhere => true,
            #[cfg(test)]
            Self::Only(only) => address == only,
        }
    }

    /// Checks a URL whose host is an address, which is connected to without any look-up.
    pub(super) fn check(self, url: &Url) -> Result<(), NotPublic> {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(_)) | None => return Ok(()),
        };
        if self.covers(address) { Ok(()) } else { Err(NotPublic { address }) }
    }

    /// Returns the client's way to look names up.
    pub(super) fn resolver(self) -> Arc<PublicOnly> {
        Arc::new(PublicOnly(self))
    }
}

/// A host has no address that may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{address} is not a public address")]
pub struct NotPublic {
    /// The address it has.
    pub address: IpAddr,
}

/// Looks names up by the system's resolver and drops the addresses out of reach.
pub(super) struct PublicOnly(Reach);

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || (name.as_str(), 0).to_socket_addrs()).await??;
            Ok(Box::new(within(reach, found.collect())?.into_iter()) as Addrs)
        })
    }
}

/// Keeps the addresses within reach; none left is an error that names one of those dropped.
fn within(reach: Reach, mut found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, NotPublic> {
    let first = found.first().map(SocketAddr::ip);
    found.retain(|address| reach.covers(address.ip()));
    match first {
        Some(address) if found.is_empty() => Err(NotPublic { address }),
        _ => Ok(found),
    }
}

/// Returns whether an address is one of the public internet's.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn v4(address: Ipv4Addr, bits: u8) -> Ipv4Net {
    Ipv4Net::new_assert(address, bits)
}

const fn v6(address: Ipv6Addr, bits: u8) -> Ipv6Net {
    Ipv6Net::new_assert(address, bits)
}

/// Blocks that IANA's registry of special-purpose IPv4 addresses (RFC 6890 and its updates, read in 2026) does not hold
/// to be globally reachable, and those beyond it that hold no web server.
const SPECIAL_V4: [Ipv4Net; 16] = [
    v4(Ipv4Addr::new(0, 0, 0, 0), 8),        // this network: on Linux 0.0.0.0 is loopback
    v4(Ipv4Addr::new(10, 0, 0, 0), 8),       // private
    v4(Ipv4Addr::new(100, 64, 0, 0), 10),    // shared by carriers' NAT
    v4(Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback
    v4(Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local, clouds' metadata services among them
    v4(Ipv4Addr::new(172, 16, 0, 0), 12),    // private
    v4(Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments
    v4(Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation
    v4(Ipv4Addr::new(192, 88, 99, 0), 24),   // 6to4 relays, given up
    v4(Ipv4Addr::new(192, 168, 0, 0), 16),   // private
    v4(Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks
    v4(Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation
    v4(Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation
    v4(Ipv4Addr::new(168, 63, 129, 16), 32), // Azure's own services inside its machines
    v4(Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast
    v4(Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, broadcast
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    !SPECIAL_V4.iter().any(|block| block.contains(&address))
}

/// Blocks inside 2000::/3, all that is given out of IPv6, which are not the public internet's (IANA's registry of
/// special-purpose IPv6 addresses). 6to4 wraps any IPv4 address and is given up, so it is left out whole.
const SPECIAL_V6: [Ipv6Net; 4] = [
    v6(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo among them
    v6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    v6(Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4
    v6(Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];
const GLOBAL_V6: Ipv6Net = v6(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// NAT64 (RFC 6052): the last four bytes are the IPv4 address that is reached.
const NAT64: Ipv6Net = v6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    if NAT64.contains(&address) {
        let [.., a, b, c, d] = address.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|block| block.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_the_public_internets_are_known() {
        let public =
            ["93.184.215.14", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "192.0.3.1", "223.1.1.1"];
        let public_v6 =
            ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"];
        for address in public.into_iter().chain(public_v6) {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        let special = [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "168.63.129.16",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::808:808",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "100::1",
        ];
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn names_lose_the_addresses_out_of_reach() {
        let found = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<SocketAddr>>();
        let mixed = found(&["127.0.0.1:0", "8.8.8.8:0", "[::1]:0"]);
        assert_eq!(within(Reach::Public, mixed.clone()).unwrap(), found(&["8.8.8.8:0"]));
        assert_eq!(within(Reach::Anywhere, mixed.clone()).unwrap(), mixed);
        let refused = within(Reach::Public, found(&["10.0.0.1:0"])).unwrap_err();
        assert_eq!(refused.to_string(), "10.0.0.1 is not a public address");
        assert_eq!(within(Reach::Public, Vec::new()).unwrap(), Vec::new());
    }

    #[test]
    fn every_spelling_of_an_address_is_seen_through() {
        for url in [
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://0/",
            "http://127.0.0.1./",
            "http://１２７.0.0.1/",
        ] {
            assert!(Reach::Public.check(&Url::parse(url).unwrap()).is_err(), "{url}");
        }
        assert!(Reach::Public.check(&Url::parse("http://8.8.8.8/").unwrap()).is_ok());
    }
}
