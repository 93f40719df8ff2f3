package s3migrate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import s3migrate.benchmarks.listing.ListBenchmark;
import s3migrate.benchmarks.peers.PeersBenchmark;
import s3migrate.benchmarks.sandbox.SandboxBenchmark;
import s3migrate.benchmarks.worker.CopyBenchmark;
import s3migrate.benchmarks.worker.CostBenchmark;
import s3migrate.benchmarks.worker.LinksBenchmark;
import s3migrate.benchmarks.worker.LoadBenchmark;
import s3migrate.benchmarks.worker.SmallBenchmark;

/// Runs one benchmark, one case of it by `NAME/CASE`, or `all`: `NAME [--short] [--markdown]`.
/// Prints the figures of each, then all of them as one line of JSON; with `--markdown` a page
/// instead. Ends with 0, with 1 if a target is missed, with 2 if the command is wrong.
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS =
            new TreeMap<>(
                    Map.of(
                            "copy", new CopyBenchmark(),
                            "cost", new CostBenchmark(),
                            "links", new LinksBenchmark(),
                            "list", new ListBenchmark(),
                            "load", new LoadBenchmark(),
                            "peers", new PeersBenchmark(),
                            "sandbox", new SandboxBenchmark(),
                            "small", new SmallBenchmark()));
    private static final String ALL = "all";
    private static final String BRIEF = "--short";
    private static final String MARKDOWN = "--markdown";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean brief = names.remove(BRIEF);
        boolean markdown = names.remove(MARKDOWN);
        if (names.equals(List.of(ALL))) {
            names = List.copyOf(BENCHMARKS.keySet());
        } else if (names.size() != 1 || !selectable().containsKey(names.getFirst())) {
            System.err.println(
                    "usage: benchmarks/run %s|%s [%s] [%s]; found: %s"
                            .formatted(
                                    String.join("|", selectable().keySet()),
                                    ALL,
                                    BRIEF,
                                    MARKDOWN,
                                    String.join(" ", arguments)));
            System.exit(2);
        }
        System.out.print(markdown ? heading(String.join(" ", arguments)) : "");
        boolean missed = false;
        for (String name : names) {
            Benchmark benchmark = Objects.requireNonNull(selectable().get(name));
            Report report = Report.of(name, benchmark, brief);
            System.out.print(markdown ? report.markdown() : report.text() + report.json() + "\n");
            missed |= report.misses();
        }
        System.exit(missed ? 1 : 0);
    }

    /// Benchmarks, and their cases by `NAME/CASE`.
    private static Map<String, Benchmark> selectable() {
        var all = new TreeMap<>(BENCHMARKS);
        BENCHMARKS.forEach((name, benchmark) ->
                benchmark.cases().forEach((part, alone) -> all.put(name + "/" + part, alone)));
        return all;
    }

    private static String heading(String arguments) {
        return """
        # Measured speed

        Written by `benchmarks/run %s`. CPU time and memory are those of the program that is measured alone. They depend on the processor, and on what else it does meanwhile: what can be carried to another machine are the ratios between figures of one run.

        """
                .formatted(arguments);
    }
}
