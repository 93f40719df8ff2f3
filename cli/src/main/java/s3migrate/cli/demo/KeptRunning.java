package s3migrate.cli.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/// Leaves the sandbox and the functions as they are, for the user to look at and to add to.
record KeptRunning(SandboxAws aws, PrintStream out) {

    /// Says how to reach everything, and returns when this thread is interrupted, as Ctrl-C does.
    void untilInterrupted() {
        print();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            out.println();
            out.println("Ending.");
        }
    }

    private void print() {
        var source = "s3://" + SandboxAws.SOURCE_BUCKET;
        var destination =
                "s3://" + SandboxAws.DESTINATION_BUCKET + "/" + SandboxAws.DESTINATION_PREFIX;
        var s3 = aws.source().https();
        var sqs = aws.sqs().uri();
        out.println();
        out.println("Everything keeps running until Ctrl-C. In another shell:");
        out.println();
        out.println("  export AWS_CA_BUNDLE=" + aws.tls().certificateFile());
        say("the account of the source, with queues, parameters, ledger and evidence");
        account(SandboxAws.LOCAL);
        say("what you put into the source is copied at once");
        command("s3 ls --recursive " + source, s3);
        command("s3 cp README.md %s/new.md".formatted(source), s3);
        say("what the ledger knows of it");
        command(
                "dynamodb get-item --table-name %s --key '{\"key\": {\"S\": \"%s/%snew.md\"}}'"
                        .formatted(
                                SandboxAws.TABLE,
                                SandboxAws.DESTINATION_BUCKET,
                                SandboxAws.DESTINATION_PREFIX),
                aws.tables().uri());
        say("another comparison");
        command(
                "sqs send-message --queue-url %s --message-body '%s'"
                        .formatted(aws.queues().runs().queue().url(), SandboxAws.RUN),
                sqs);
        say("what was given up, and why");
        command(
                "sqs receive-message --message-attribute-names All --visibility-timeout 0 --queue-url "
                        + aws.queues().events().deadLetters().url(),
                sqs);
        say("the routes, and the evidence of batches");
        command("ssm get-parameter --name s3_migration_bucket_para", aws.parameters().uri());
        command("s3 ls --recursive s3://" + SandboxAws.REPORTS_BUCKET, s3);
        say("the commands on a deployed system, as the same account");
        out.println(
                "  export AWS_REGION=%s AWS_ENDPOINT_URL_S3=%s AWS_ENDPOINT_URL_SQS=%s AWS_ENDPOINT_URL_SSM=%s AWS_ENDPOINT_URL_DYNAMODB=%s"
                        .formatted(
                                SandboxAws.LOCAL_REGION,
                                s3,
                                sqs,
                                aws.parameters().uri(),
                                aws.tables().uri()));
        out.println("  ./s3migrate status");
        out.println("  ./s3migrate failures");
        say("the account of the destination");
        account(SandboxAws.REMOTE);
        command("s3 ls --recursive " + destination, aws.destination().https());
    }

    private void say(String what) {
        out.println();
        out.println("  # " + what);
    }

    private void account(SandboxAws.Account account) {
        out.println(
                "  export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s"
                        .formatted(
                                account.accessKeyId(),
                                account.secretAccessKey(),
                                account.region()));
    }

    private void command(String command, URI endpoint) {
        out.println("  aws %s --endpoint-url %s".formatted(command, endpoint));
    }
}
