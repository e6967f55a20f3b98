/* The image inside the library: embed.S holds it, no_image.c is an empty one for the program that makes it. */
#ifndef NEWSMARK_MODEL_EMBED_H
#define NEWSMARK_MODEL_EMBED_H

/* 64-byte aligned; size 0 (both addresses equal) where there is none. */
extern const unsigned char nmk_embedded_image[];
extern const unsigned char nmk_embedded_image_end[];

#endif
