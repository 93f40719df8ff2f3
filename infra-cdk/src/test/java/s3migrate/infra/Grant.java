package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import s3migrate.route.BucketPrefix;

/// One action on one resource that a statement of the template allows.
///
/// @param policy the id of the resource the statement stands in
/// @param principal whom a policy of a resource lets in; empty for the role a policy belongs to
record Grant(String policy, String principal, String action, String resource) {

    private static final String OBJECTS = "arn:${AWS::Partition}:s3:::";

    /// Every statement that allows something, wherever in the template it stands. Trust in a
    /// service, which names no resource, is about the role itself.
    static List<Grant> of(Synthesis synthesis) {
        return synthesis.resources(_ -> true).stream()
                .flatMap(resource ->
                        statements(resource.properties())
                                .flatMap(statement -> of(resource.id(), statement)))
                .toList();
    }

    private static Stream<Grant> of(String policy, JsonNode statement) {
        if (statement.path("Effect").asText().equals("Deny")) {
            return Stream.empty();
        }
        if (statement.has("NotAction")
                || statement.has("NotResource")
                || statement.has("NotPrincipal")) {
            throw new AssertionError(
                    "%s allows all but something: %s".formatted(policy, statement));
        }
        var resources =
                statement.has("Resource")
                        ? Intrinsics.texts(statement.path("Resource"))
                        : List.of("${%s}".formatted(policy));
        var principals = new ArrayList<String>();
        if (statement.path("Principal").isTextual()) {
            principals.add(statement.path("Principal").asText());
        }
        statement
                .path("Principal")
                .properties()
                .forEach(kind -> principals.addAll(Intrinsics.texts(kind.getValue())));
        return principals.isEmpty()
                ? all(policy, "", statement, resources)
                : principals.stream().flatMap(who -> all(policy, who, statement, resources));
    }

    private static Stream<Grant> all(
            String policy, String principal, JsonNode statement, List<String> resources) {
        return Intrinsics.texts(statement.path("Action")).stream()
                .flatMap(action ->
                        resources.stream()
                                .map(resource -> new Grant(policy, principal, action, resource)));
    }

    private static Stream<JsonNode> statements(JsonNode within) {
        var own =
                within.isObject()
                        ? StreamSupport.stream(within.path("Statement").spliterator(), false)
                        : Stream.<JsonNode>empty();
        return Stream.concat(
                own, StreamSupport.stream(within.spliterator(), false).flatMap(Grant::statements));
    }

    boolean onObjects() {
        return resource.endsWith("*") && (resource.startsWith(OBJECTS) || isOfReports());
    }

    boolean isOfReports() {
        return resource.matches("\\$\\{MigrationReports\\w+\\.Arn}(/(evidence|runs)/\\*)?");
    }

    boolean writes() {
        return action.matches("s3:(Put|Abort|Delete|Create|Replicate|Restore|Bypass).*");
    }

    /// The bucket and prefix of an S3 resource.
    BucketPrefix range() {
        String[] path = resource.substring(OBJECTS.length()).split("/", 2);
        return new BucketPrefix(
                path[0], path.length == 1 ? "" : path[1].substring(0, path[1].length() - 1));
    }

    /// Without what CDK adds to ids, so that it can be read.
    @Override
    public String toString() {
        return "%s: %s on %s"
                .formatted(principal.isEmpty() ? policy : principal, action, resource)
                .replaceAll("(?<=[a-z])[0-9A-F]{8}(?=[.:}])", "");
    }
}
