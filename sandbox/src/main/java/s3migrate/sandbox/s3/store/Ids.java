package s3migrate.sandbox.s3.store;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Ids as S3 shows them, and the order behind them.
public final class Ids {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private final AtomicLong sequence;

    /// Sequences begin with the time in microseconds, so that a server started again does not go
    /// back.
    public Ids(InstantSource clock) {
        sequence = new AtomicLong(clock.millis() * 1000);
    }

    /// Greater than every one before.
    public long nextSequence() {
        return sequence.incrementAndGet();
    }

    public String versionId() {
        return random(32);
    }

    /// Sorts by when the upload began, as S3 lists the uploads of one key.
    public String uploadId() {
        return String.format("%016x", nextSequence()) + random(80);
    }

    /// Like an MD5 of nothing in particular.
    public static String randomHex(int length) {
        byte[] bytes = new byte[length / 2];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static String random(int length) {
        StringBuilder id = new StringBuilder(length);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int at = 0; at < length; at++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
