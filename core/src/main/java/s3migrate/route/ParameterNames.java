package s3migrate.route;

import java.util.regex.Pattern;

/// The SSM parameters a program reads: credentials of the side that is not its own role's, routes,
/// and ignore list.
public record ParameterNames(String credentials, String routes, String ignoreList) {

    /// SSM's own rule for names.
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,1011}");

    static final String ACCEPTED = "the name of a parameter";

    static ParameterNames read(SettingsReader env) {
        return new ParameterNames(
                env.text("ssm_parameter_credentials", "s3_migration_credentials", NAME, ACCEPTED),
                env.text("ssm_parameter_bucket", "s3_migration_bucket_para", NAME, ACCEPTED),
                env.text("ssm_parameter_ignore_list", "s3_migrate_ignore_list", NAME, ACCEPTED));
    }
}
