package s3migrate.store.memory;

/// The calls of the store port that a fault can be placed on.
public enum Verb {
    FIND("head"),
    OPEN("get"),
    OPEN_PINNED("get"),
    TAGS("get tags of"),
    FIRST_PART("head part 1 of"),
    PUT("put"),
    COPY("copy to"),
    REWRITE("rewrite"),
    COPY_PART("copy part to"),
    CREATE("create upload of"),
    UPLOAD_PART("upload part of"),
    PARTS("list parts of"),
    COMPLETE("complete upload of"),
    ABORT("abort upload of"),
    DELETE("delete"),
    DELETE_VERSION("delete version of"),
    UPLOADS("list uploads of"),
    LIST("list"),
    LIST_VERSIONS("list versions");

    private final String text;

    Verb(String text) {
        this.text = text;
    }

    /// As error texts say it.
    public String text() {
        return text;
    }
}
