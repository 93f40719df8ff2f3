package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.infra.migration.Migration;
import s3migrate.route.DeployedStack;
import s3migrate.route.ParameterNames;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.ParameterTier;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/// The parameters that the programs read at each run and that a user may edit in between, and the
/// one by which a deployed stack is found.
final class StackParameters extends Construct {

    private final ParameterNames names;
    private final StringParameter routes;
    private final StringParameter ignoreList;
    private final Optional<RoutesFile> routesFile;

    StackParameters(Construct scope, Migration migration, String ignoreListText) {
        super(scope, "Parameters");
        names = migration.settings().worker().deployment().parameters();
        var list = migration.routes();
        routesFile =
                list.fitsAParameter()
                        ? Optional.empty()
                        : Optional.of(RoutesFile.of(this, list.json()));
        String value = routesFile.map(RoutesFile::uri).orElseGet(list::json);
        routes = text("Routes", names.routes(), "Routes of s3-migrate", value);
        // SSM refuses empty values.
        String ignored = ignoreListText.isBlank() ? "# nothing is left out\n" : ignoreListText;
        ignoreList = text("IgnoreList", names.ignoreList(), "What s3-migrate leaves out", ignored);
    }

    /// Their ARNs.
    List<String> arns() {
        return List.of(routes.getParameterArn(), ignoreList.getParameterArn());
    }

    /// The ARN of the file that the routes are in, where they do not fit the parameter.
    Optional<String> routesFileArn() {
        return routesFile.map(RoutesFile::arn);
    }

    /// That of a parameter which is made by hand.
    String arnOf(String name) {
        return Stack.of(this)
                .formatArn(
                        ArnComponents.builder()
                                .service("ssm")
                                .resource("parameter")
                                .resourceName(name.startsWith("/") ? name.substring(1) : name)
                                .build());
    }

    /// Writes where everything is.
    void describe(Map<String, Object> stack) {
        text(
                "Stack",
                DeployedStack.PARAMETER,
                "Where the parts of s3-migrate are",
                Stack.of(this).toJsonString(stack));
    }

    ParameterNames names() {
        return names;
    }

    /// Up to 4 KB cost nothing. What was larger once stays in the tier that does: SSM refuses the
    /// way back, and with it a deploy that asks for it.
    private StringParameter text(String id, String name, String description, String value) {
        return StringParameter.Builder.create(this, id)
                .parameterName(name)
                .description(description)
                .stringValue(value)
                .tier(ParameterTier.INTELLIGENT_TIERING)
                .build();
    }
}
