package s3migrate.run;

/// So many objects, of so many bytes together.
public record Amount(long objects, long bytes) {

    public static final Amount NONE = new Amount(0, 0);

    Amount plus(long moreBytes) {
        return new Amount(objects + 1, bytes + moreBytes);
    }

    Amount plus(Amount more) {
        return new Amount(objects + more.objects, bytes + more.bytes);
    }
}
