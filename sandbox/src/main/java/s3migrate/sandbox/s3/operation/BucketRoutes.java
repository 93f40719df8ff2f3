package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.wire.Query;

/// What requests about a bucket mean: the parameter that names a part of it decides, and without
/// one it is the bucket itself, or its listing.
final class BucketRoutes {
    private static final Map<String, OperationName> GETS =
            Map.of(
                    "location", OperationName.GET_BUCKET_LOCATION,
                    "versioning", OperationName.GET_BUCKET_VERSIONING,
                    "encryption", OperationName.GET_BUCKET_ENCRYPTION,
                    "notification", OperationName.GET_BUCKET_NOTIFICATION,
                    "lifecycle", OperationName.GET_BUCKET_LIFECYCLE,
                    "website", OperationName.GET_BUCKET_WEBSITE,
                    "policy", OperationName.GET_BUCKET_POLICY,
                    "uploads", OperationName.LIST_MULTIPART_UPLOADS,
                    "versions", OperationName.LIST_OBJECT_VERSIONS);
    private static final Map<String, OperationName> PUTS =
            Map.of(
                    "versioning", OperationName.PUT_BUCKET_VERSIONING,
                    "encryption", OperationName.PUT_BUCKET_ENCRYPTION,
                    "notification", OperationName.PUT_BUCKET_NOTIFICATION,
                    "lifecycle", OperationName.PUT_BUCKET_LIFECYCLE,
                    "website", OperationName.PUT_BUCKET_WEBSITE,
                    "policy", OperationName.PUT_BUCKET_POLICY);
    private static final Map<String, OperationName> DELETES =
            Map.of(
                    "encryption", OperationName.DELETE_BUCKET_ENCRYPTION,
                    "lifecycle", OperationName.DELETE_BUCKET_LIFECYCLE,
                    "website", OperationName.DELETE_BUCKET_WEBSITE,
                    "policy", OperationName.DELETE_BUCKET_POLICY);

    private static final Set<String> FIRST_LISTING =
            Set.of("prefix", "marker", "max-keys", "encoding-type", "x-id");

    private BucketRoutes() {}

    /// Of a GET, PUT or DELETE.
    static Optional<OperationName> find(String method, Query query) {
        return switch (method) {
            case "GET" -> named(GETS, query).or(() -> listing(query));
            case "PUT" -> named(PUTS, query).or(() -> plain(query, OperationName.CREATE_BUCKET));
            case "DELETE" ->
                    named(DELETES, query).or(() -> plain(query, OperationName.DELETE_BUCKET));
            default -> Optional.empty();
        };
    }

    private static Optional<OperationName> named(Map<String, OperationName> names, Query query) {
        return names.keySet().stream().filter(query::has).findFirst().map(names::get);
    }

    private static Optional<OperationName> listing(Query query) {
        return switch (query.getOr("list-type", "1")) {
            case "2" -> Optional.of(OperationName.LIST_OBJECTS_V2);
            case "1" ->
                    Optional.of(OperationName.LIST_OBJECTS)
                            .filter(_ -> FIRST_LISTING.containsAll(query.parameters().keySet()));
            default -> Optional.empty();
        };
    }

    private static Optional<OperationName> plain(Query query, OperationName name) {
        return Optional.of(name).filter(_ -> Routes.isPlain(query));
    }
}
