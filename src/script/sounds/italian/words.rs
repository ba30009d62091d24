//! Which Italian words are stressed where, and how: endings, and the frequent words that depart from them. Drafted from the
//! grammar; what the program espeak-ng says of 40 000 frequent words showed which entries are needed and which were wrong. An
//! accent is on the vowel that is stressed; `è` and `ò` are open, `é` and `ó` closed.

/// Whole words.
pub(super) const WORDS: &str = "ancóra augùri cóme domìni dóve esercìzi lóro ógni óra quàle sóno";

/// Words without the last vowel, and what follows it in the plural and in verbs: `àbit` is abito, abiti, abita, abitano.
pub(super) const STEMS: &str = "
    àbac abbazì abbràcci àbil abìlit àbit abìtu àcar accèler accòmod àcer àcid àcin addèbit àdig àdit adòper aére aeroplàn affàcci affàscin
    affètt afgàn àgat agenzì àgil àgit agonì agóst agrònom albàn albanì àlber alessì alfàn àlgebr àlib alìquot àlit allegorì allegrì allór almén
    àlter ambìgu amìc amnesì amnistì anàlis anatomì ànatr anèddot anemì anestesì àngel anglicàn annìbal annòi annòver ànnu annùnci anòmal anomalì
    antìc antìcip antìdot antìgen antìtes àpic apòstrof àpplic appòggi appòsit àquil àrab àrbitr arcàngel arcipèlag arcivéscov àrde àrdu àre
    àrgin aristòtel armonì artèri asciugamàn ascólt àsin aspètt assìdu assomìgli astrònom àte atmosfèr àtom attènu àttil attrìc àugur àure
    automòbil autònom autopsì autrìc avezzàn avvì bàci badì balén bàlsam bàratr bàrbar bàrnab bassàn bàttit baùl bèrgam bìbit bócc bòlgi bórg
    borghesì bòrgi bòsc bòsfor brìciol brùci bùfal bugì bùlgar bùssol càcci cadàver càgliar càlam càlibr càlic calorì càmbi càmer càmic campàn
    cànad cànap cànon capéll capézzol capitàn cappellàn càrcer càrdin carestì càspit castellàn catalàn catàstrof categorì catén càttedr cattivèri
    càucas càvol cèdol cèlebr celentàn cén cèner cénn cérc cèsar chiàvar chiès cìnem ciòndol clàusol collàbor còller còlloc colónn colór commèmor
    còmod còmpier cómpit complèt compòsit compóst còmput comùnic concìm condivìd condótt confìd còniug consìder consìgli consiglièr contàmin
    contìgu contìnu coòper coòrdin còpi coràn coreàn còrne cornìc còrp corpòre corrótt corsì córt cortesì còs cospìcu crédit créscit crìmin
    crìtic crocevì crònac cùcciol cugìn cùlmin dàtter dàttil davvér decàn decàpit dèdic dèdit degèner dèleg delìber delìmit denòmin déntr denùnci
    depòsit dèrit dèrog desìder detèrmin diàcon diàgnos diàlis diàspor diàvol dibàttit dicotomì didascalì dièt difètt differénzi diffìcil diffìd
    dìgit dimèntic dinastì diocesàn diplomazì dirètt discàpit disòrdin dìspar dispóst dìsput dissèmin disumàn divàn divìd divòrzi dòcil dòllar
    doménic domenicàn dòmin dòndol dòrm dòrs dùbit èccit éder èdit editorì èduc èfes effètt effèttu egemonì elàbor elegì elemòsin elètt elicòtter
    elìmin emèrit enciclopedì ènfas enrìc éntr enzìm epidemì epilessì episòdi èpoc equìvoc ercolàn èrem eresì erròne esàger esàmin esèrcit èsit
    èsod esòner esplìcit èstas èster eterogène etnì èttar euforì eutanasì evidénzi èvit èvoc fàcci fàcil facìlit fantasì fàrmac fasàn fàscin
    fatìc fattorì fàvol féc federìc fégat fémmin fèmor fenìc fenòmen fèri fèrre ferrovì fèrtil festéggi fìgar filàntrop filòsof fobì fògli follì
    fòrbic formìc fòsfor fòssil fotosìntes fràgil francescàn fràssin frastuòn frédd frén frenesì friulàn fùlmin fùnebr funivì gaetàn galèr gàmber
    garanzì gargàn gàspar gelosì gémit gèner gènes gènit gènov gerarchì germàn gèttit ghiàndol giàcom giampàol giòi giòrgi gióvan giròlam gitàn
    giùdic giurì glùtin gòmit góndol gràcil gràndin gràvit idiozì ìdol idolatrì idòne idrògen ignòbil illécit illùmin ìmit immòbil ìmol impèri
    ìmpet ìmplic implìcit imprenditorì inàugur ìncit incògnit incòmod incóntr incròci ìncub ìndac indèbit ìndic indìgen indivìdu ìndol inèdit
    infelìc ìnfer ingènu innòcu insèmin insìnu ìnsit insòlit ìntegr intèrpret intèrrog intònac intrécci introdótt inùtil invàn invéc invì
    invòlucr ipocrisì ipòtes ippòlit ironì ìrrit isaì ìsol isolàn ìstric ivàn làcer làmin làmpad lànci làscit làtte làure lavór làzzar lècit légg
    legnàn lésin lètt leucemì lèvit lìber libèri lièvit lìgur lìmit limìtrof lìpar lìtig lombardì lombrìc lontàn lucàn lùcciol lùcid ludovìc
    lùgubr luteràn màcchin macèri màcin maestrì magì malattì malinconì màndorl màngi manì mantovàn màrgin màrmor màscher matèri mattì mèdic
    melodì mendìc mènsol mèntor meràn messì messicàn metàfor metamòrfos metàn metàstas mète mètod metropolitàn mìcrob mìgnol milàn minàcci mirìad
    mìser misèri mìssil mìtil mòbil mòden modìfic mollìc mólt mònac monarchì mònit monotonì montalbàn montàn móstr muràn mùrgi musulmàn mùtil
    mùtu napoletàn narìc nàscit nascóst nàufrag nàuse nàvig negòzi nemìc nemmén nér nèttar nicòl nipót nòbil nòmad nomìgnol nòmin nòrm normandì
    nostràn nùbil nùcle nùmer nùvol òas òbblig òbbligh oblì òcchi òccup ocèan òdi oggètt olimpìad òmer omofobì omogène òner òper òraf òrbit òrdin
    òrfan òrgan òrgi oristàn orològ ortìc òspit òsse ossìgen òstric òtrant ottomàn òzi padàn padovàn palermitàn pàlpebr pàmpin pànam pandemì pàol
    papàver paràgraf paràlis parécchi parèntes parét parodì pàrroc partécip pàscol pàsser pàtin patròn paùr pazzì pècor pediatrì pedofilì pendì
    pèndol penèlop pènetr penìsol pénn pènsil perfètt perìod pernìc perpètu pés pètal pètt pèttin pèzz pìcchi pìllol piròscaf pisàn pistòl
    pitàgor plàtin poesì pòlip polizì póll pòllic pòllin pólver pòrpor pòs pòster pòstum pòver pràtic precìpit prèg preòccup prèstit prèzz
    prezzémol prigionì primogénit prìncip prócid prodótt profàn profezì pròfug progètt prògnos proièttil propòsit pròpri pròrog pròsper pròstat
    pròtes pròv pròvoc psichiatrì psicoanàlis pùbblic pudìc pùgil pulizì pùlpit puritàn quéll quést radìc recìproc rècit rèclut recùper rèddit
    rèdin regìm rèndit repubblicàn rèput resìdu rèsin rét rétin rèttil ricérc ricètt ricòver ridótt rigèner rilàsci rìmin rimpròver rinàscit
    ringràzi rinùnci rinvì ripòs riprìstin rìschi rispètt rispóst rivìncit rìvol ròb ròcci romanì ròmol ròndin ronzì ròs róss rossàn rótt rubrìc
    rùder rùggin sàbat sacrestàn sàgom salernitàn sàndal sàssar sàtan satèllit sàtir sàtur sbàgli scàndal scàpit scàric scélt schèd schèletr
    schérm schérz schizofrenì scì sciamàn sciòper scìvol scòmod scòzi scrivanì sélv sém semàfor sémbr sémin sémplic sén sepólt serén sèri sevèr
    sibèri sìgar signorì sìllab silvàn sìmil sincèr sìndac sìndrom sinfonì sìnod sìntes sìntom sintonì sìtu sòci sòcrat sòffoc sól sòld sòlit
    sollècit somìgli sopràn sórd sórg sorrìd sospètt sovràn spàzi spàzzol spér spì spiàc spìcciol spìrit spropòsit stéfan stéll stère stèril
    stéss stìmol stòmac strategì strèpit stùdi subàcque sublìm sudafricàn sudamericàn sùddit sùgher sultàn suòcer sùper supèrflu supèrstit
    supremazì sùscit svégli svìzzer tàcit tàgli tàrant tàrtar tàvol telecàmer telèfon telefonì telègraf tèmpor tèndin ténebr téner tènu teorì
    tèram terapì tèrmin terrén tèsser tèssil testimòni téver tibetàn tirannì tìtub tìvol tócc tòller tólt tòn tònac tòrtor toscàn tóss tradótt
    tràmit trànsit tràpan trasméss trattorì trìad tròv tùnis turchì tuttór ubriàc ùdin ùlcer umàn ùmil unìvoc uòmin uragàn utènsil ùter utopì
    vagìn vàlut vàlvol vàndal vàri védov vegàn vèget veìcol vél véndit vèner vénet venezuelàn vér vérgin verìfic vernìc verosìmil vèrtic vescìc
    véscov veteràn vétr viàggi vìde vìgil villàn vìncit vìper vìsit vìver vógli vól vómit vòrtic vót vulcàn xenofobì zafferàn zènzer zìngar zòn
    zùccher
";

/// Endings, the longest first to count; `_` is a, e, i or o, and h before e and i where c or g is before it. Without an accent
/// the last vowel but two is stressed.
pub(super) const ENDINGS: &str = "
    ìssim_ àbil_ ìbil_ évol_ ùdin_ àgin_ ìgin_ ùgin_ àggin_ èsim_ ianésim_ àtil_ àrono érono ìrono àvano évano ìvano àssero éssero ìssero ébbero àssimo
    éssimo ìssimo ico ica ici iche trìce ìce plice fice ìac_ àic_ èic_ òic_ id_ òid_ cìd_ im_ prìm_ col_ gol_ pol_ tol_ bol_ ul_ uòl_ log_ ògraf_
    fag_ òfon_ èdr_ òfob_ ìfer_ ìvor_ òmetr_ ìmetr_ àmetr_ òscop_ ìgon_ ere avére potére volére sapére dovére tenére piacére valére manére godére
    temére cadére sedére tacére parére vedére suadére giacére dolére gliere ièr_ sero dero nnero bbero fecero cquero llero ttero eìn_ aìn_ oìn_
    ìsm_ ìst_ ìre uìt_ iàn_ àneo ànea ànei ànee àceo àcea àcei àcee ìneo ìnea ìnei ìnee logìa grafìa nomìa sofìa crazìa metrìa patìa gnìa rgìa
    lgìa erìa archìa scopìa logìe grafìe nomìe sofìe crazìe metrìe patìe gnìe rgìe erìe àtemi àtevi àteci étemi étevi ìtemi ìtevi iàmoci iàmolo
    iàmola iàmone àtelo àtela
    gètt_ fètt_ rètt_ strétt_ spètt_ lètt_ cètt_ dótt_ rótt_ ppóst_ epóst_ spóst_
";

/// What is written together with verbs, which keep their stress.
pub(super) const CLITICS: &str = "
    mi ti si ci vi ne gli lo la li le melo mela meli mele mene telo tela teli tele tene selo sela seli sele sene celo cela celi cele cene velo
    vela veli vele vene glielo gliela glieli gliele gliene
";

/// Words that lean on the next one and have no stress.
pub(super) const LEANING: &str = "
    a ad ai al c ce che chi ci con da dai dal de del di e ed è fra fu gli ha hai ho i il in la le li lo ma mai me mi ne nel nell non o per più se
    si su sui sul te ti tra tu un vi
";

/// Words that lean on the next one and have half a stress.
pub(super) const HALF_LEANING: &str = "
    abbiamo agli alcune alcuni alla alle allo anche avete aveva avevo avrebbe contro dagli dalla dalle degli dei della delle dello era hanno lei
    loro lui mentre mia miei mio nessuno noi nostra nostri nostro ogni oltre perché pure quella quelle questa queste questi questo sarà saranno
    sarebbe sei senza sia siamo siete sono sua sue suo suoi sulla sulle tua tuo una verso vuole
";
