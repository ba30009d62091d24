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
function post($title, $content, $name, $more = []) {
    $id = wp_insert_post($more + ['post_title' => $title, 'post_content' => wp_slash($content), 'post_status' => 'publish',
        'post_name' => $name, 'post_date' => '2026-03-14 10:00:00', 'post_author' => 1], true);
    return ['id' => $id, 'link' => get_permalink($id)];
}
function user($name, $role) {
    $id = wp_insert_user(['user_login' => $name, 'user_pass' => 'a long password', 'user_email' => "$name@example.org", 'role' => $role]);
    return [$id, WP_Application_Passwords::create_new_application_password($id, ['name' => 'aloud'])[0]];
}
$blocks = "<!-- wp:paragraph -->\n<p>The bridge reopened &amp; a <strong>milk van</strong> crossed \\ first.</p>\n<!-- /wp:paragraph -->\n\n"
    . "<!-- wp:audio {\"id\":99} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"https://example.org/song.mp3\"></audio></figure>\n<!-- /wp:audio -->";
$made = WP_Application_Passwords::create_new_application_password(1, ['name' => 'aloud']);
[, $reader] = user('reader', 'subscriber');
[$author, $author_password] = user('author', 'author');
$news = wp_insert_term('News', 'category', ['slug' => 'news'])['term_id'];
$local = wp_insert_term('Local', 'category', ['slug' => 'local', 'parent' => $news])['term_id'];
echo json_encode(['password' => $made[0], 'reader' => $reader, 'author' => $author_password,
    'first' => post('Bridge', $blocks, 'bridge'), 'second' => post('Tides', "Classic text.\n\nWithout blocks.", 'tides'),
    'third' => post('Ferries &amp; &lt;boats&gt;', 'They sail.', 'ferries',
        ['post_date' => '2026-01-10 10:00:00', 'post_category' => [$local], 'tags_input' => ['boats']]),
    'framed' => post('Map', "Where it is.\n\n<iframe src=\"https://example.org/map\"></iframe>", 'map', ['post_author' => $author, 'post_date' => '2026-02-01 10:00:00'])]);
