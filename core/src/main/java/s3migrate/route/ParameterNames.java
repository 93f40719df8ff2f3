package s3migrate.route;

import java.util.regex.Pattern;

/// The SSM parameters a program reads: credentials of the side that is not its own role's, routes,
/// and ignore list.
public record ParameterNames(String credentials, String routes, String ignoreList) {

    /// SSM's own rule for names: a hierarchy is written in full.
    static final Pattern NAME =
            Pattern.compile("(?=.{1,1011}$)([A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+){1,15})");

    static final String ACCEPTED = "the name of a parameter, with a first / if it has any";

    /// Nobody but AWS can make one of these.
    private static final Pattern OWN = Pattern.compile("(?!/?(?i:aws|ssm))" + NAME.pattern());

    private static final String ACCEPTED_OWN = ACCEPTED + ", and not aws… or ssm…";

    static ParameterNames read(SettingsReader env) {
        return new ParameterNames(
                env.text("ssm_parameter_credentials", "s3_migration_credentials", NAME, ACCEPTED),
                env.text("ssm_parameter_bucket", "s3_migration_bucket_para", OWN, ACCEPTED_OWN),
                env.text("ssm_parameter_ignore_list", "s3_migrate_ignore_list", OWN, ACCEPTED_OWN));
    }
}
