<?php
// Installs WordPress for the tests and prints the application password and the posts' addresses as JSON.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = $argv[2];
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('The Courier', 'editor', 'desk@example.org', true, '', 'a long password');
global $wp_rewrite;
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
wp_set_current_user(1);
function post($title, $content, $name) {
    $id = wp_insert_post(['post_title' => $title, 'post_content' => wp_slash($content), 'post_status' => 'publish',
        'post_name' => $name, 'post_date' => '2026-03-14 10:00:00', 'post_author' => 1], true);
    return ['id' => $id, 'link' => get_permalink($id)];
}
$blocks = "<!-- wp:paragraph -->\n<p>The bridge reopened &amp; a <strong>milk van</strong> crossed \\ first.</p>\n<!-- /wp:paragraph -->\n\n"
    . "<!-- wp:audio {\"id\":99} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"https://example.org/song.mp3\"></audio></figure>\n<!-- /wp:audio -->";
$made = WP_Application_Passwords::create_new_application_password(1, ['name' => 'aloud']);
$reader = wp_create_user('reader', 'a long password', 'reader@example.org');
$other = WP_Application_Passwords::create_new_application_password($reader, ['name' => 'aloud']);
echo json_encode(['password' => $made[0], 'reader' => $other[0], 'first' => post('Bridge', $blocks, 'bridge'),
    'second' => post('Tides', "Classic text.\n\nWithout blocks.", 'tides')]);
