package s3migrate.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Clients;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.RawCall;

class IamServerTest {
    private static final String QUESTION =
            "Action=SimulatePrincipalPolicy&Version=2010-05-08&PolicySourceArn=arn%3Aaws%3Aiam%3A%3A1%3Auser%2Fu"
                    + "&ActionNames.member.1=s3%3AGetObject&ActionNames.member.2=s3%3APutObject"
                    + "&ResourceArns.member.1=arn%3Aaws%3As3%3A%3A%3Ab%2F*";

    private IamServer server;

    @BeforeEach
    void start() {
        server = IamServer.start(0, AccessKeys.of(Clients.KNOWN));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allowsWhatWasNotDenied() throws IOException, InterruptedException {
        server.deny("s3:PutObject", "arn:aws:s3:::b/*");

        var answer = RawCall.form(server.uri(), QUESTION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "<EvalActionName>s3:GetObject</EvalActionName><EvalResourceName>arn:aws:s3:::b/*"
                                + "</EvalResourceName><EvalDecision>allowed</EvalDecision>",
                        "<EvalActionName>s3:PutObject</EvalActionName><EvalResourceName>arn:aws:s3:::b/*"
                                + "</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>");
        assertThat(server.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.operation()).isEqualTo("SimulatePrincipalPolicy");
                    assertThat(call.accessKeyId()).isEqualTo(Clients.KNOWN);
                    assertThat(call.parameters().list("ActionNames"))
                            .containsExactly("s3:GetObject", "s3:PutObject");
                });
    }

    @Test
    void failsIfToldTo() throws IOException, InterruptedException {
        server.faults(
                Faults.first(
                        1,
                        "SimulatePrincipalPolicy",
                        new Fault.Refused(AwsError.of(403, "AccessDenied", "not you"))));

        var refused = RawCall.form(server.uri(), QUESTION);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessDenied</Code>", "<Message>not you");
        assertThat(RawCall.form(server.uri(), QUESTION).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException, InterruptedException {
        assertThat(RawCall.form(server.uri(), "Action=DeleteUser").body())
                .contains("<Code>InvalidAction</Code>", "DeleteUser");
        assertThat(RawCall.form(server.uri(), "Action=SimulatePrincipalPolicy").body())
                .contains("<Code>ValidationError</Code>", "PolicySourceArn");
    }
}
