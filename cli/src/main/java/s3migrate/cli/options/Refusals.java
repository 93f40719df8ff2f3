package s3migrate.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// How a command says that its options are wrong: which one, its value, and what is accepted.
public record Refusals(CommandSpec spec) {

    /// To be thrown before anything is begun.
    public ParameterException because(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /// The same for several faults, of which each has a line; nothing where there is none.
    public void unlessEmpty(List<String> faults) {
        if (!faults.isEmpty()) {
            throw because(String.join("\n", faults));
        }
    }

    /// Makes all checks.
    ///
    /// @return what those said that failed
    public List<ParameterException> of(List<Runnable> checks) {
        var faults = new ArrayList<ParameterException>();
        for (var check : checks) {
            try {
                check.run();
            } catch (ParameterException wrong) {
                faults.add(wrong);
            }
        }
        return faults;
    }

    public void unless(boolean accepted, String why) {
        if (!accepted) {
            throw because(why);
        }
    }

    /// Refuses a number outside of `least` to `most`.
    public void unlessWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw because(
                    "%s %d: accepted is a whole number from %,d to %,d"
                            .formatted(option, value, least, most));
        }
    }

    /// Refuses every other value than those accepted.
    public void unlessOneOf(String option, String value, List<String> accepted) {
        if (!accepted.contains(value)) {
            throw because(
                    "%s \"%s\": accepted are %s"
                            .formatted(option, value, String.join(", ", accepted)));
        }
    }
}
