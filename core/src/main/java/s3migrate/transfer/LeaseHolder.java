package s3migrate.transfer;

/// Who has the lease of a key, as the ledger has it in one text.
sealed interface LeaseHolder {

    /// As it is in the ledger.
    String text();

    /// One transfer, which sees to the object as a whole.
    record Whole(String text) implements LeaseHolder {}

    /// All slices of an upload together.
    record AllSlices(String uploadId) implements LeaseHolder {

        private static final String BEGINS = "slices of ";

        @Override
        public String text() {
            return BEGINS + uploadId;
        }
    }

    /// The slice that ends the work of all, and sees to the object from then on.
    record Ender(String uploadId, int firstPart) implements LeaseHolder {

        private static final String BEGINS = "slice of ";
        private static final String FROM = " from part ";

        @Override
        public String text() {
            return BEGINS + uploadId + FROM + firstPart;
        }
    }

    /// The one that is meant by a text of the ledger.
    static LeaseHolder of(String text) {
        if (text.startsWith(AllSlices.BEGINS)) {
            return new AllSlices(text.substring(AllSlices.BEGINS.length()));
        }
        int from = text.lastIndexOf(Ender.FROM);
        if (text.startsWith(Ender.BEGINS) && from >= 0) {
            return new Ender(
                    text.substring(Ender.BEGINS.length(), from),
                    Integer.parseInt(text.substring(from + Ender.FROM.length())));
        }
        return new Whole(text);
    }
}
