package s3migrate.sandbox.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import s3migrate.sandbox.json.AwsError;

/// The tables by name.
final class Tables {
    private final Map<String, Table> byName;
    private final Units units = new Units();

    Tables(List<TableDefinition> definitions) {
        byName =
                definitions.stream()
                        .map(definition -> new Table(definition, units))
                        .collect(
                                Collectors.toMap(
                                        table -> table.definition().name(), Function.identity()));
    }

    /// What all of them were asked to read and write.
    Units units() {
        return units;
    }

    Table named(String name) {
        var table = byName.get(name);
        if (table == null)
            throw AwsError.client("ResourceNotFoundException", "Requested resource not found");
        return table;
    }
}
