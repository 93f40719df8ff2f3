package s3migrate.sandbox.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import s3migrate.sandbox.json.AwsError;

/// The tables by name.
final class Tables {
    private final Map<String, Table> byName;

    Tables(List<TableDefinition> definitions) {
        byName =
                definitions.stream()
                        .map(Table::new)
                        .collect(
                                Collectors.toMap(
                                        table -> table.definition().name(), Function.identity()));
    }

    Table named(String name) {
        var table = byName.get(name);
        if (table == null)
            throw AwsError.client("ResourceNotFoundException", "Requested resource not found");
        return table;
    }
}
