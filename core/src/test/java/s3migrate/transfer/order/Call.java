package s3migrate.transfer.order;

/// One remote call a worker is about to make: one step of the model.
record Call(Kind kind, String text) {

    /// What a call does, as far as the order of calls is concerned.
    enum Kind {
        READ_SOURCE,
        READ,
        PUT,
        DELETE,
        CREATE,
        UPLOAD_PART,
        COMPLETE,
        ABORT,
        LEDGER,
        QUEUE;

        /// Whether others can see that it was made.
        boolean changes() {
            return this != READ_SOURCE && this != READ;
        }

        /// Whether it may land after the one who sent it died or gave it up.
        boolean canBeLate() {
            return changes() && this != QUEUE;
        }

        /// Whether nothing but time keeps it from doing harm: its message must not be seen again
        /// before it has landed or died. An upload's calls are kept from it by the abort.
        boolean holdsItsMessageBack() {
            return this == PUT || this == DELETE;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
