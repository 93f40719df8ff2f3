package s3migrate.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Text for terminals. Whoever writes an object chooses its key, and what a store answers is its
/// own text: control characters in them would move the cursor or say what we did not; only ends of
/// lines and tabs pass. What the output's encoding lacks would become a `?`, which stands for any
/// character. Both are written by their numbers, with a backslash and a u, as JSON has it: the
/// strings of lines for programs stay what they were.
public final class PlainText extends FilterWriter {

    private static final String ENDS_OF_LINES = "\n" + System.lineSeparator();

    private final Optional<CharsetEncoder> narrow;

    /// @param narrow tells what the encoding has; empty if it has all
    private PlainText(Writer out, Optional<CharsetEncoder> narrow) {
        super(out);
        this.narrow = narrow;
    }

    /// A writer to a program's own output, flushed at the end of each line.
    public static PrintWriter to(PrintStream stream) {
        var writer = new OutputStreamWriter(stream, stream.charset());
        var narrow =
                Optional.of(stream.charset())
                        .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                        .map(Charset::newEncoder);
        return new PrintWriter(new PlainText(writer, narrow), true);
    }

    @Override
    public void write(int character) throws IOException {
        char one = (char) character;
        if (passes(one) && narrow.filter(encoding -> !encoding.canEncode(one)).isEmpty()) {
            out.write(one);
        } else {
            out.write("\\u%04x".formatted((int) one));
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    private static boolean passes(char character) {
        return !Character.isISOControl(character)
                || character == '\t'
                || ENDS_OF_LINES.indexOf(character) >= 0;
    }
}
