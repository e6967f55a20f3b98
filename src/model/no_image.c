/* No image: what the compiler program links instead of embed.S. Start and end are one address. */
#include "model/embed.h"

_Alignas(64) const unsigned char nmk_embedded_image[1] = {0};
extern const unsigned char nmk_embedded_image_end[1] __attribute__((alias("nmk_embedded_image")));
