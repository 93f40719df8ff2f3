package s3migrate.cli.policy;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3Uri;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission.Side;

/// `s3migrate policy`. Asks nobody, and needs no credentials.
@Command(
        name = "policy",
        description = {
            "Prints what has to be allowed on both sides of a route, or of all routes of a file: an IAM policy",
            "per side, for whoever reads or writes there, and the policy of each bucket for a principal of another account."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate policy s3://a/photos s3://b --principal 111122223333",
            "  s3migrate policy --routes infra-cdk/migration.json --destination-partition aws-cn"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage", "3:the file of routes cannot be used"})
public final class PolicyCommand implements Callable<Integer>, Checked {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:(iam|sts)::\\d{12}:.+");

    private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..2",
            paramLabel = "SOURCE DESTINATION",
            converter = S3Uri.Converter.class,
            description = "s3://bucket or s3://bucket/folder, each")
    private List<S3Uri> sides = List.of();

    @Option(
            names = "--routes",
            paramLabel = "FILE",
            description = "migration.json, or a list of routes as the parameter has it.")
    private @Nullable Path routes;

    @Option(
            names = "--principal",
            paramLabel = "WHO",
            description =
                    "Whom bucket policies let in: an account of 12 digits, or the ARN of a role or user.")
    private @Nullable String principal;

    @Option(names = "--delete", description = "The route also deletes at its destination.")
    private boolean delete;

    @Option(names = "--versions", description = "The route is compared by version.")
    private boolean versions;

    @Option(
            names = "--source-partition",
            paramLabel = "NAME",
            defaultValue = "aws",
            description = "aws, aws-cn or aws-us-gov (default: ${DEFAULT-VALUE}).")
    private String sourcePartition = "aws";

    @Option(
            names = "--destination-partition",
            paramLabel = "NAME",
            defaultValue = "aws",
            description = "The same of the destination (default: ${DEFAULT-VALUE}).")
    private String destinationPartition = "aws";

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(
                () -> refusals.unlessOneOf("--source-partition", sourcePartition, PARTITIONS),
                () ->
                        refusals.unlessOneOf(
                                "--destination-partition", destinationPartition, PARTITIONS),
                () -> checkPrincipal(refusals),
                () -> checkExtent(refusals));
    }

    @Override
    public Integer call() {
        var needs = needs();
        var out = spec.commandLine().getOut();
        print(out, needs, Side.SOURCE, sourcePartition);
        print(out, needs, Side.DESTINATION, destinationPartition);
        out.flush();
        needs.widenings().forEach(spec.commandLine().getErr()::println);
        return ExitCode.OK;
    }

    private void checkExtent(Refusals refusals) {
        refusals.unless(
                routes == null ? sides.size() == 2 : sides.isEmpty() && !delete && !versions,
                "accepted are SOURCE and DESTINATION, or --routes FILE, which says all");
    }

    private Needs needs() {
        if (routes != null) {
            return NeedsFile.read(routes);
        }
        List<BucketPrefix> source = List.of(sides.getFirst().toRoute());
        List<BucketPrefix> destination = List.of(sides.getLast().toRoute());
        return new Needs(
                source,
                versions ? source : List.of(),
                destination,
                delete ? destination : List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private void print(PrintWriter out, Needs needs, Side side, String partition) {
        var permissions = needs.of(side, partition);
        String name =
                switch (side) {
                    case SOURCE -> "source";
                    case DESTINATION -> "destination";
                };
        String does =
                switch (side) {
                    case SOURCE -> "reads";
                    case DESTINATION -> "writes";
                };
        out.printf("# IAM policy of whoever %s the %s%n", does, name);
        out.println(PolicyDocument.ofIdentity(permissions));
        for (var bucket : needs.buckets(side)) {
            principal(partition)
                    .ifPresent(who -> {
                        out.printf("%n# Policy of the %s bucket %s, for %s%n", name, bucket, who);
                        out.println(PolicyDocument.ofBucket(bucket, permissions, who));
                    });
        }
        out.println();
    }

    private Optional<String> principal(String partition) {
        if (principal == null) {
            return Optional.empty();
        }
        return Optional.of(
                ACCOUNT.matcher(principal).matches()
                        ? "arn:%s:iam::%s:root".formatted(partition, principal)
                        : principal);
    }

    private void checkPrincipal(Refusals refusals) {
        if (principal != null
                && !ACCOUNT.matcher(principal).matches()
                && !ARN.matcher(principal).matches()) {
            throw refusals.because(
                    "--principal \"%s\": accepted is an account of 12 digits, or the ARN of a role or user"
                            .formatted(principal));
        }
    }
}
