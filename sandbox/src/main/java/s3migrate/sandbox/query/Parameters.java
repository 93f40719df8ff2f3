package s3migrate.sandbox.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.json.AwsError;

/// The parameters of one request.
public record Parameters(Map<String, String> values) {

    public Parameters {
        values = Map.copyOf(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A parameter that must be there.
    public String get(String name) {
        return find(name)
                .orElseThrow(() ->
                        AwsError.client(
                                "ValidationError",
                                "Value null at '"
                                        + name
                                        + "' failed to satisfy constraint: Member must not be null"));
    }

    /// A list, whose members are numbered from 1.
    public List<String> list(String name) {
        List<String> members = new ArrayList<>();
        for (int at = 1; values.containsKey(name + ".member." + at); at++) {
            members.add(get(name + ".member." + at));
        }
        return members;
    }
}
