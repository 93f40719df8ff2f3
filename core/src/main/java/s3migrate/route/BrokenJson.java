package s3migrate.route;

import com.fasterxml.jackson.core.JsonProcessingException;

/// Where a text stops being JSON, without any of the text: it may be a secret.
public final class BrokenJson {

    private BrokenJson() {}

    /// Such as `broken at line 1, column 2`. What goes beyond the limits of the parser has no
    /// place.
    public static String place(JsonProcessingException broken) {
        var at = broken.getLocation();
        return at == null
                ? "nested too deep, or with a number or name that is too long"
                : "broken at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}
