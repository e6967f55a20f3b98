/* Where our tokens differ from UAX #29 word segmentation as ICU gives it: all of it. tests/unit/oracle_tokens.c compares
 * the two over megabytes of text and fails on a difference that none of these explains. */
#ifndef NEWSMARK_TEXT_EXCEPTIONS_H
#define NEWSMARK_TEXT_EXCEPTIONS_H

#define NMK_TOKEN_EXCEPTIONS(X)                                                                                                                      \
    X(dotted, "\"U.S.\" \"J.\" \"a.m.\" \"Ph.D.\" keep their last dot")                                                                              \
    X(run_in, "a dot before a capitalised word of three letters or more ends the word: \"said.The\" \"Mr.Smith\" \"J.K.Rowling\"")                   \
    X(hyphen, "one hyphen between two letters or digits is no token")                                                                                \
    X(possessive, "'s after a word, a number or an acronym is a token of its own")                                                                   \
    X(ampersand, "\"AT&T\" \"R&D\" \"S&P500\": capitals, or single letters, tied by an ampersand are one word")                                      \
    X(characters, "Han, Hiragana and Katakana are one token a character, where ICU looks into its dictionary")                                       \
    X(unspaced, "Thai, Lao, Khmer and Burmese are one token a run, where ICU looks into its dictionary")                                             \
    X(narrow_space, "U+202F is white space, where UAX #29 ties it to the word before")                                                               \
    X(at_sign, "\"@\" counts as a letter, but an apostrophe after it joins nothing; \":\" joins nothing, as in ICU 72; other versions of ICU differ") \
    X(white_space, "white space, control and format characters between words are no tokens")

#endif
