package s3migrate.worker;

import s3migrate.store.ObjectStore;

/// What becomes of one remote call, as its caller sees it after the retries of its client.
enum FaultKind {
    SLOW_DOWN("503"),
    /// The bytes of an object stop on their way.
    CUT("cut"),
    RESET("reset"),
    /// S3 answers 200 before it is done, and an error in the body after.
    ERROR_INSIDE("200 with an error"),
    /// It took effect; the answer did not come.
    LOST_REPLY("lost reply"),
    /// No answer within the time-out; a write takes effect some calls later.
    LATE("late"),
    DEATH_BEFORE("death before"),
    DEATH_AFTER("death after");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    /// As the table has it.
    String text() {
        return text;
    }

    /// Whether it can befall this method of a port.
    boolean meets(Class<?> port, String method) {
        return switch (this) {
            case CUT ->
                    port == ObjectStore.class
                            && switch (method) {
                                case "open", "put", "uploadPart" -> true;
                                default -> false;
                            };
            case ERROR_INSIDE ->
                    port == ObjectStore.class
                            && switch (method) {
                                case "copy", "copyPart", "rewrite", "complete" -> true;
                                default -> false;
                            };
            case SLOW_DOWN, RESET, LOST_REPLY, LATE, DEATH_BEFORE, DEATH_AFTER -> true;
        };
    }
}
