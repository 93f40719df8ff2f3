package s3migrate.job;

/// What of Java's texts is no text elsewhere.
final class Unicode {

    private Unicode() {}

    /// Whether no half of a surrogate pair stands alone: only such text has a UTF-8 form.
    static boolean isWhole(String text) {
        return text.codePoints().allMatch(c -> Character.getType(c) != Character.SURROGATE);
    }
}
