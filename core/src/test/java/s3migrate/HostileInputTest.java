package s3migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.object.ObjectLocation;
import s3migrate.route.CredentialsReader;
import s3migrate.route.IgnoreList;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// Texts from outside that were damaged: each is decoded or refused with a reason, within a moment,
/// and nothing else is ever thrown.
class HostileInputTest {

    private static final List<String> EXAMPLES =
            ContractsPage.read().examples().stream().map(ContractsPage.Example::text).toList();
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCY";

    @Test
    void aMessageIsDecodedOrMalformedForAReason() {
        HostileTexts.forEach(
                EXAMPLES,
                text -> {
                    var message = Messages.decode(text);
                    if (message instanceof Message.Malformed(var reason)) {
                        assertThat(reason).isNotBlank();
                    }
                    if (message instanceof Message.Ours ours) {
                        assertThat(Messages.decode(Messages.encode(ours))).isEqualTo(ours);
                    }
                });
    }

    @Test
    void aMessageOfTheRunsQueueIsDecodedOrMalformedForAReason() {
        HostileTexts.forEach(
                EXAMPLES,
                text -> {
                    if (RunMessages.decode(text) instanceof RunRequest.Malformed(var reason)) {
                        assertThat(reason).isNotBlank();
                    }
                });
    }

    @Test
    void routesAreReadOrRefusedForAReason() {
        var reader =
                new RoutesReader(file -> {
                    throw new SettingsException("routes", List.of("no file " + file));
                });
        HostileTexts.forEach(
                EXAMPLES,
                text -> {
                    try {
                        assertThat(reader.read(text, Optional.empty()).all()).isNotNull();
                    } catch (SettingsException refused) {
                        assertThat(refused.faults()).isNotEmpty();
                    }
                });
    }

    @Test
    void credentialsAreReadOrRefusedForAReasonThatDoesNotShowThem() {
        var good =
                List.of(
                        "{\"aws_access_key_id\": \"AKIA\", \"aws_secret_access_key\": \"%s\", \"region\": \"r\"}"
                                .formatted(SECRET),
                        "{\"aws_session_token\": \"%s\", \"endpoint\": \"http://h:1\"}"
                                .formatted(SECRET),
                        "{\"role_arn\": \"arn:aws:iam::1:role/r\", \"external_id\": \"%s\"}"
                                .formatted(SECRET));
        HostileTexts.forEach(
                good,
                text -> {
                    try {
                        assertThat(CredentialsReader.read("p", text).toString())
                                .doesNotContain(SECRET);
                    } catch (SettingsException refused) {
                        assertThat(refused.faults()).isNotEmpty();
                        assertThat(refused.toString()).doesNotContain(SECRET);
                    }
                });
    }

    @Test
    void anIgnoreListIgnoresOrDoesNot() {
        var good =
                List.of(
                        "*.tmp\n!keep/*.tmp\n# no\nlogs/[0-9]*/?\n",
                        "*a*a*a*a*a*a*a*a*a*a*a*a*b\n[!a-z]*[*]\n",
                        "*".repeat(2_000) + "x");
        var key = new ObjectLocation("bucket", "a".repeat(1_000));
        HostileTexts.forEach(
                good,
                text -> {
                    var _ = IgnoreList.parse(text).ignores(key);
                });
    }
}
