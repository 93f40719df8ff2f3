package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.Refusals;
import s3migrate.job.JobQueueException;
import s3migrate.ledger.LedgerException;
import s3migrate.listing.BrokenListingException;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.transfer.evidence.EvidenceException;
import software.amazon.awssdk.core.exception.SdkException;

/// A command on a deployed system: finds the system, and says in one line what cannot be reached.
@Command(
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n")
abstract class SystemCommand implements Callable<Integer>, Checked {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SystemOptions options = new SystemOptions();

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of();
    }

    /// Does what is asked.
    ///
    /// @return the exit code
    abstract int run(DeployedSystem system, PrintWriter out) throws InterruptedException;

    @Override
    public final Integer call() {
        try (var system = options.open()) {
            return run(system, spec.commandLine().getOut());
        } catch (SettingsException
                | LedgerException
                | JobQueueException
                | StoreException
                | BrokenListingException
                | EvidenceException
                | SdkException broke) {
            throw new CouldNotStart(String.valueOf(broke.getMessage()), broke);
        } catch (InterruptedException ended) {
            return ExitCode.INTERRUPTED;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }
}
