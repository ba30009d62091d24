<?php
/**
 * Plugin Name: aloud
 * Description: Shows the narrations that `aloud publish wordpress` has put on posts: a player that follows along in the text.
 * Version: 0.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0 OR GPL-2.0-or-later
 *
 * A narration is one field of a post (`aloud_narration`, JSON), which those may write who may edit the post. The post's text stays
 * as it is; what readers get is made when the post is shown.
 */

defined('ABSPATH') || exit;

const ALOUD_FIELD = 'aloud_narration';

/** Lets the field be read and written over the REST API, for every type of post that is edited there. */
function aloud_register() {
    register_rest_field(array_values(get_post_types(['show_in_rest' => true])), ALOUD_FIELD, [
        'get_callback' => function ($post) { return (string) get_post_meta($post['id'], '_' . ALOUD_FIELD, true); },
        'update_callback' => function ($json, $post) {
            $narration = aloud_sanitize($json);
            $narration === '' ? delete_post_meta($post->ID, '_' . ALOUD_FIELD) : update_post_meta($post->ID, '_' . ALOUD_FIELD, wp_slash($narration));
        },
        'schema' => ['type' => 'string', 'context' => ['edit'], 'description' => 'The narration of the post, as aloud describes it.'],
    ]);
}
add_action('rest_api_init', 'aloud_register');

/** Keeps what is a narration, written anew, and nothing else. */
function aloud_sanitize($json) {
    $narration = json_decode((string) $json, true);
    $is_one = is_array($narration) && isset($narration['audio'], $narration['cues'], $narration['keys'], $narration['labels']);
    return $is_one ? wp_json_encode($narration, JSON_HEX_TAG | JSON_HEX_AMP) : '';
}

/** Reads a post's narration; null where it has none. */
function aloud_narration($post) {
    $narration = json_decode((string) get_post_meta($post, '_' . ALOUD_FIELD, true), true);
    return is_array($narration) && !empty($narration['audio']) ? $narration : null;
}

/** Writes the player: audio with links that works without scripts, and what the script reads. */
function aloud_player($narration) {
    $labels = $narration['labels'];
    $sources = '';
    foreach ($narration['audio'] as [$href, $type]) {
        $sources .= sprintf('<source src="%s" type="%s">', esc_url($href), esc_attr($type));
    }
    $transcript = empty($narration['transcript']) ? '' : sprintf(' &#183; <a href="%s">%s</a>', esc_url($narration['transcript']), esc_html($labels['transcript']));
    return sprintf(
        '<aloud-player data-aloud="" class="aloud aloud-supplemental" lang="%s" dir="%s"><aside><div data-nosnippet=""><audio controls preload="none" aria-label="%s">%s</audio>'
        . '<br><small>%s &#183; <a href="%s" download>%s</a>%s</small></div></aside><script type="application/json">%s</script></aloud-player>',
        esc_attr($labels['language']), esc_attr($labels['dir'] ?? 'ltr'), esc_attr($labels['listen']), $sources, esc_html($labels['synthetic']), esc_url($narration['download']),
        esc_html($labels['download']), $transcript, wp_json_encode($narration, JSON_HEX_TAG | JSON_HEX_AMP)
    );
}

/** Puts the player above the text of the post that the page is about, after everything else has had its say. */
function aloud_content($content) {
    $post = get_post();
    if (!$post || !is_singular() || get_queried_object_id() !== $post->ID || post_password_required($post)) {
        return $content;
    }
    // Summaries and what plugins write into the head are made of the text alone.
    if (doing_filter('get_the_excerpt') || doing_action('wp_head')) {
        return $content;
    }
    $narration = aloud_narration($post->ID);
    if (!$narration) {
        return $content;
    }
    wp_enqueue_script('aloud-player');
    return aloud_player($narration) . $content;
}
add_filter('the_content', 'aloud_content', 99);

/** Names the script, which is loaded on pages with a narration alone, and holds nothing up. */
function aloud_script() {
    $file = plugin_dir_path(__FILE__) . 'aloud-player.js';
    wp_register_script('aloud-player', plugin_dir_url(__FILE__) . 'aloud-player.js', [], substr(md5_file($file), 0, 8), true);
}
add_action('wp_enqueue_scripts', 'aloud_script');

/** The script needs nothing that comes after it. */
function aloud_defer($tag, $handle) {
    return $handle === 'aloud-player' ? str_replace(' src=', ' defer src=', $tag) : $tag;
}
add_filter('script_loader_tag', 'aloud_defer', 10, 2);

/**
 * Tells `aloud run` that readers may see another version of a post, or none any more: one signed call, in which nothing is said but
 * which post it is. Set in wp-config.php: define('ALOUD_HOOK_URL', 'https://…/hooks/news'); define('ALOUD_HOOK_SECRET', '…');
 */
function aloud_tell($event, $id, $post) {
    $type = get_post_type_object($post->post_type);
    if (!defined('ALOUD_HOOK_URL') || !defined('ALOUD_HOOK_SECRET') || !$type || !is_post_type_viewable($type) || $post->post_type === 'attachment') {
        return;
    }
    $body = wp_json_encode(['event' => $event, 'collection' => $type->rest_base ?: $type->name, 'post' => $id, 'url' => get_permalink($post)]);
    $time = (string) time();
    $headers = [
        'Content-Type' => 'application/json',
        'Aloud-Timestamp' => $time,
        'Aloud-Signature' => 'v1=' . hash_hmac('sha256', $time . '.' . $body, ALOUD_HOOK_SECRET),
    ];
    // The editor is not kept waiting: whatever is lost, a sweep finds.
    wp_remote_post(ALOUD_HOOK_URL, ['timeout' => 2, 'blocking' => false, 'headers' => $headers, 'body' => $body]);
}

/** After a post is saved with its terms and fields: what readers see now, saw before, or will see. */
function aloud_saved($id, $post, $update, $before) {
    $seen = ['publish', 'future'];
    $is_seen = in_array($post->post_status, $seen, true);
    $was_seen = $before && in_array($before->post_status, $seen, true);
    if (($is_seen || $was_seen) && !wp_is_post_revision($id) && !wp_is_post_autosave($id)) {
        aloud_tell($is_seen ? 'post.published' : 'post.unpublished', $id, $post);
    }
}
add_action('wp_after_insert_post', 'aloud_saved', 10, 4);

function aloud_deleted($id, $post) {
    aloud_tell('post.deleted', $id, $post);
}
add_action('deleted_post', 'aloud_deleted', 10, 2);
