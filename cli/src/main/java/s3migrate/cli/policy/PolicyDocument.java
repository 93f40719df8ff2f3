package s3migrate.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import s3migrate.route.Permission;

/// Permissions as a policy document, as IAM and S3 take it.
public final class PolicyDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyDocument() {}

    /// For whoever uses the credentials.
    public static String ofIdentity(List<Permission> permissions) {
        return document(permissions, Optional.empty());
    }

    /// For a bucket: what of these permissions is about it, allowed to `principal`.
    static String ofBucket(String bucket, List<Permission> permissions, String principal) {
        var about =
                permissions.stream()
                        .map(permission ->
                                new Permission(
                                        permission.side(),
                                        permission.actions(),
                                        permission.resources().stream()
                                                .filter(arn -> isAbout(bucket, arn))
                                                .toList()))
                        .filter(permission -> !permission.resources().isEmpty())
                        .toList();
        return document(about, Optional.of(principal));
    }

    private static boolean isAbout(String bucket, String arn) {
        return arn.matches("arn:[^:]+:s3:::.*")
                && arn.split(":::", 2)[1].split("/", 2)[0].equals(bucket);
    }

    private static String document(List<Permission> permissions, Optional<String> principal) {
        var document = JSON.createObjectNode().put("Version", "2012-10-17");
        var statements = document.putArray("Statement");
        for (var permission : permissions) {
            var statement = statements.addObject().put("Effect", "Allow");
            principal.ifPresent(arn -> statement.putObject("Principal").put("AWS", arn));
            var actions = statement.putArray("Action");
            permission.actions().forEach(actions::add);
            var resources = statement.putArray("Resource");
            permission.resources().forEach(resources::add);
        }
        return text(document);
    }

    private static String text(ObjectNode document) {
        var printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return JSON.writer(printer).writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
