package s3migrate.run;

/// Which of several messages that go on with one run this is: `number` from 0 of `of`. Each begins
/// with its part of the ranges, others than the next, and goes on with whatever is free.
public record Share(int number, int of) {

    /// Of a message that is alone.
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (of < 1 || number < 0 || number >= of) {
            throw new IllegalArgumentException(
                    "share %d of %d: accepted is a number from 0, below the count"
                            .formatted(number, of));
        }
    }

    boolean has(int range) {
        return range % of == number;
    }
}
