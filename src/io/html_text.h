/* Text inside HTML: nothing of it is ever markup. Malformed UTF-8 reads as U+FFFD. */
#ifndef NEWSMARK_IO_HTML_TEXT_H
#define NEWSMARK_IO_HTML_TEXT_H

#include "io/buffer.h"

/* The content of an element. Controls, also those that turn the direction of writing, are shown by their number and do nothing; tabs and line
 * ends stay. */
void nmk_put_html(NmkBuffer *out, NmkSlice text);

/* The same where only characters can stand, as in a title or a quoted attribute: controls become U+FFFD. */
void nmk_put_html_plain(NmkBuffer *out, NmkSlice text);

/* A name or a quotation: its direction of writing is its own and changes nothing around it. */
void nmk_put_html_isolated(NmkBuffer *out, NmkSlice text);


#endif
