package s3migrate.route;

/// A text that no log, message or exception may show.
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
