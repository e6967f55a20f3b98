/* Style and script are files under io/html, made into bytes and hashes when the command is built. */
#include "io/html_frame.h"

#include "io/html_parts.h"
#include "io/html_text.h"

void nmk_put_html_open(NmkBuffer *out, NmkSlice title) {
    nmk_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    nmk_put(out, article_css_hash);
    nmk_put(out, "'; script-src '");
    nmk_put(out, article_js_hash);
    nmk_put(out, "'; base-uri 'none'; form-action 'none'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                 "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"newsmark ");
    nmk_put(out, newsmark_version());
    nmk_put(out, "\">\n<title>");
    nmk_put_html_plain(out, title);
    nmk_put(out, "</title>\n<style>");
    nmk_put_bytes(out, (const char *)article_css, sizeof article_css);
    nmk_put(out, "</style>\n</head>\n<body>\n");
}

void nmk_put_html_close(NmkBuffer *out) {
    nmk_put(out, "<script>");
    nmk_put_bytes(out, (const char *)article_js, sizeof article_js);
    nmk_put(out, "</script>\n</body>\n</html>\n");
}
