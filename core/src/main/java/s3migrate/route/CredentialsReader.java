package s3migrate.route;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import s3migrate.route.Credentials.Anonymous;
import s3migrate.route.Credentials.Role;
import s3migrate.route.Credentials.StaticKeys;

/// Reads the credentials of a parameter. Faults name the field and what is accepted, and never a
/// value.
public final class CredentialsReader {

    private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{3,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam::\\d{12}:role/.+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,32}");
    private static final Pattern ENDPOINT =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?");

    /// Of a region.
    public static final String ACCEPTED_REGION = "a region such as eu-west-1";

    private static final String ACCEPTED_SECRET = "printable ASCII without spaces";

    private CredentialsReader() {}

    /// Whether a text may be a region; stores beside AWS have regions of their own.
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /// Reads what a parameter holds.
    ///
    /// @param parameter its name, for the fault lines
    /// @throws SettingsException naming every fault
    public static Credentials read(String parameter, String json) {
        var faults = Faults.withoutValues();
        var credentials =
                FlatJson.parse(json, faults)
                        .flatMap(object -> FlatJson.fields(object, faults))
                        .flatMap(fields -> read(new SettingsReader(fields, Set.of(), faults)));
        return credentials.orElseThrow(
                () -> new SettingsException("parameter " + parameter, faults.lines()));
    }

    private static Optional<Credentials> read(SettingsReader json) {
        var keyId = json.optional("aws_access_key_id", KEY_ID, "an access key id");
        var secret = json.optional("aws_secret_access_key", SECRET, ACCEPTED_SECRET);
        var token = json.optional("aws_session_token", SECRET, ACCEPTED_SECRET);
        var role = json.optional("role_arn", ROLE, "arn:…:iam::<12 digits>:role/<name>");
        var externalId =
                json.optional(
                        "external_id", EXTERNAL_ID, "2 to 1,224 of letters, digits and _+=,.@:/-");
        boolean anonymous = json.flag("anonymous");
        String region = json.needed("region", REGION, ACCEPTED_REGION);
        var endpoint = json.optional("endpoint", ENDPOINT, "http(s)://host, with or without :port");

        var faults = json.faults();
        if (keyId.isPresent() != secret.isPresent() || (token.isPresent() && keyId.isEmpty())) {
            faults.add(
                    "aws_access_key_id and aws_secret_access_key belong together, aws_session_token to both");
        }
        if (externalId.isPresent() && role.isEmpty()) {
            faults.add("external_id belongs to role_arn");
        }
        boolean keys = keyId.isPresent() || secret.isPresent();
        if ((keys ? 1 : 0) + (role.isPresent() ? 1 : 0) + (anonymous ? 1 : 0) != 1) {
            faults.add(
                    "accepted is exactly one of aws_access_key_id, role_arn and \"anonymous\": true");
        }
        if (!faults.none()) {
            return Optional.empty();
        }
        var at = endpoint.map(URI::create);
        if (anonymous) {
            return Optional.of(new Anonymous(region, at));
        }
        return Optional.of(
                role.<Credentials>map(arn -> new Role(arn, externalId, region, at))
                        .orElseGet(() ->
                                new StaticKeys(
                                        keyId.orElseThrow(),
                                        new Secret(secret.orElseThrow()),
                                        token.map(Secret::new),
                                        region,
                                        at)));
    }
}
