package s3migrate.run;

/// So many objects, of so many bytes together.
public record Amount(long objects, long bytes) {

    private static final double MOST = 4e16;

    public static final Amount NONE = new Amount(0, 0);

    Amount plus(long moreBytes) {
        return new Amount(objects + 1, bytes + moreBytes);
    }

    Amount times(double factor) {
        return new Amount(
                Math.round(Math.min(MOST, objects * factor)),
                Math.round(Math.min(MOST, bytes * factor)));
    }

    Amount plus(Amount more) {
        return new Amount(objects + more.objects, bytes + more.bytes);
    }
}
