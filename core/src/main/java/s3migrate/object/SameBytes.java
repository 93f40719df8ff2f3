package s3migrate.object;

/// Whether two objects hold the same bytes, as far as what stores answer about them tells.
public enum SameBytes {

    /// Comparable checksums are equal.
    BY_CHECKSUM,
    /// Both ETags are MD5 values (of the whole, or over equal parts), and equal.
    BY_ETAG,
    /// Their sizes, or what can be compared, differ.
    DIFFERENT,
    /// They have one size, and nothing tells more.
    NOT_COMPARABLE;

    /// Checksums go first, because they prove more than ETags.
    public static SameBytes of(StoredObject a, StoredObject b) {
        if (a.size() != b.size()) {
            return DIFFERENT;
        }
        var ofA = a.checksum();
        var ofB = b.checksum();
        if (ofA.isPresent() && ofB.isPresent() && ofA.get().comparableWith(ofB.get())) {
            return ofA.equals(ofB) ? BY_CHECKSUM : DIFFERENT;
        }
        if (hasMd5(a) && hasMd5(b)) {
            return sameMd5(a, b) ? BY_ETAG : DIFFERENT;
        }
        return hasMd5OfParts(a) && hasMd5OfParts(b) && sameMd5(a, b) ? BY_ETAG : NOT_COMPARABLE;
    }

    /// Some stores write hex digits in upper case.
    private static boolean sameMd5(StoredObject a, StoredObject b) {
        return a.etag().value().equalsIgnoreCase(b.etag().value());
    }

    /// Unequal ones prove nothing: the parts may be others.
    private static boolean hasMd5OfParts(StoredObject object) {
        return object.etag().parts().isPresent() && !object.keyEncrypted();
    }

    /// Under key encryption an ETag only looks like one.
    private static boolean hasMd5(StoredObject object) {
        return object.etag().looksLikeMd5() && !object.keyEncrypted();
    }
}
