package s3migrate.sandbox.s3.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;

/// The decoded parameters of a request, in the order sent.
public record Query(Map<String, String> parameters) {

    public static Query of(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(
                        PercentEncoding.decodeParameter(name),
                        PercentEncoding.decodeParameter(value));
            }
        }
        return new Query(parameters);
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /// Absent and empty are one, as for S3.
    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    public String getOr(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    /// A number of entries wanted: from 0 up, and never more than S3 gives.
    public int limit(String name, int most) {
        return Math.min(number(name, most, Integer.MAX_VALUE), most);
    }

    /// A number from 0 to `most`; `otherwise` where the parameter is absent.
    public int number(String name, int otherwise, int most) {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw S3Errors.invalidArgument(
                    "Provided " + name + " not an integer or within integer range",
                    name,
                    text.get());
        }
        throw S3Errors.invalidArgument(
                "Argument " + name + " must be an integer between 0 and " + most, name, text.get());
    }
}
