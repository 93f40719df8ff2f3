package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.route.Credentials.Anonymous;
import s3migrate.route.Credentials.Role;
import s3migrate.route.Credentials.StaticKeys;

class CredentialsReaderTest {

    @Test
    void readsTheEarlierSystemsForm() {
        assertThat(
                        read(
                                """
                                {"aws_access_key_id": "AKIAEXAMPLE", "aws_secret_access_key": "s3cr3t/+=", "region": "cn-north-1"}
                                """))
                .isEqualTo(
                        new StaticKeys(
                                "AKIAEXAMPLE",
                                new Secret("s3cr3t/+="),
                                Optional.empty(),
                                "cn-north-1",
                                Optional.empty()));
    }

    @Test
    void readsARole() {
        assertThat(
                        read(
                                """
                                {"role_arn": "arn:aws-cn:iam::123456789012:role/reader", "external_id": "x-1", "region": "cn-north-1"}
                                """))
                .isEqualTo(
                        new Role(
                                "arn:aws-cn:iam::123456789012:role/reader",
                                Optional.of("x-1"),
                                "cn-north-1",
                                Optional.empty()));
    }

    @Test
    void readsAnonymousAccessAtAnEndpoint() {
        assertThat(
                        read(
                                """
                                {"anonymous": true, "region": "us-east-1", "endpoint": "https://storage.example.org:9000"}
                                """))
                .isEqualTo(
                        new Anonymous(
                                "us-east-1",
                                Optional.of(URI.create("https://storage.example.org:9000"))));
    }

    @Test
    void showsNoSecretAsText() {
        assertThat(
                        read("""
                        {"aws_access_key_id": "AKIAEXAMPLE", "aws_secret_access_key": "hidden1",
                         "aws_session_token": "hidden2", "region": "eu-west-1"}
                        """)
                                .toString())
                .isEqualTo(
                        "StaticKeys[accessKeyId=AKIAEXAMPLE, secretAccessKey=***, sessionToken=Optional[***], region=eu-west-1, endpoint=Optional.empty]");
    }

    @Test
    void namesEveryFaultWithoutAnyValue() {
        assertThatThrownBy(() ->
                        read(
                                """
                                {"aws_access_key_id": "AKIAEXAMPLE", "aws_secret_access_key": "two words",
                                 "role_arn": "my-role", "endpoint": {"hidden": "hidden"}}
                                """))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        """
                        parameter s3_migration_credentials: 5 faults
                          endpoint: accepted is a text, a number, true or false
                          aws_secret_access_key: accepted is printable ASCII without spaces
                          role_arn: accepted is arn:…:iam::<12 digits>:role/<name>
                          region is missing: accepted is a region such as eu-west-1
                          aws_access_key_id and aws_secret_access_key belong together, aws_session_token to both\
                        """);
    }

    @Test
    void takesOneKindOnly() {
        assertThatThrownBy(() -> read("{\"region\": \"eu-west-1\"}"))
                .hasMessage(
                        "parameter s3_migration_credentials: accepted is exactly one of aws_access_key_id, role_arn and \"anonymous\": true");
    }

    @Test
    void doesNotShowWhatIsNotJson() {
        assertThatThrownBy(() -> read("aws_secret_access_key=hidden"))
                .hasMessage(
                        "parameter s3_migration_credentials: not JSON (broken at line 1, column 1): accepted is JSON as in docs/contracts.md");
    }

    private static Credentials read(String json) {
        return CredentialsReader.read("s3_migration_credentials", json);
    }
}
