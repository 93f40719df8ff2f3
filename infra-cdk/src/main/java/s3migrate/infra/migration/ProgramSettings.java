package s3migrate.infra.migration;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.SettingsException;
import s3migrate.route.WorkerSettings;

/// The settings of worker and jobsender that a user chose, as `docs/contracts.md` lists them. What
/// is not here has the programs' own default.
public record ProgramSettings(Map<String, String> chosen) {

    /// What the stack itself writes: only it knows the values.
    private static final Map<String, String> OF_THE_STACK =
            Map.ofEntries(
                    entry("EventsQueueUrl", "https://sqs/0/events"),
                    entry("EventsDeadLetterQueueUrl", "https://sqs/0/events-dead"),
                    entry("LargeQueueUrl", "https://sqs/0/large"),
                    entry("LargeDeadLetterQueueUrl", "https://sqs/0/large-dead"),
                    entry("BatchesQueueUrl", "https://sqs/0/batches"),
                    entry("BatchesDeadLetterQueueUrl", "https://sqs/0/batches-dead"),
                    entry("RunsQueueUrl", "https://sqs/0/runs"),
                    entry("RunsDeadLetterQueueUrl", "https://sqs/0/runs-dead"),
                    entry("LedgerTable", "ledger"),
                    entry("ReportsBucket", "reports"),
                    entry("MaxWorkers", "15"));

    public ProgramSettings {
        chosen = Map.copyOf(chosen);
    }

    /// The names a user may choose.
    public static Set<String> names() {
        var names = new TreeSet<>(WorkerSettings.names());
        names.addAll(JobsenderSettings.names());
        names.removeAll(OF_THE_STACK.keySet());
        return names;
    }

    static ProgramSettings read(Fields json) {
        var chosen = new LinkedHashMap<String, String>();
        for (var name : names()) {
            json.value(name).ifPresent(value -> put(chosen, json, name, value));
        }
        json.refuseUnknown();
        var settings = new ProgramSettings(chosen);
        var lines = settings.faults();
        lines.forEach(line -> json.faults().add(json.path(line)));
        return lines.isEmpty() ? settings : settings.withoutThoseIn(lines);
    }

    private Set<String> faults() {
        var lines = new LinkedHashSet<String>();
        lines.addAll(faults(WorkerSettings::from, checked(WorkerSettings.names())));
        lines.addAll(faults(JobsenderSettings::from, checked(JobsenderSettings.names())));
        return lines;
    }

    /// What is left to go on with, so that faults elsewhere are found too.
    private ProgramSettings withoutThoseIn(Set<String> lines) {
        var right = new TreeMap<>(chosen);
        right.keySet().removeIf(name -> lines.stream().anyMatch(l -> l.startsWith(name + " ")));
        var rest = new ProgramSettings(right);
        return rest.faults().isEmpty() ? rest : new ProgramSettings(Map.of());
    }

    /// As the worker will read them, but for queues and table, which are placeholders here.
    public WorkerSettings worker() {
        return WorkerSettings.from(checked(WorkerSettings.names()));
    }

    /// Those that one program reads, in the order of their names.
    public Map<String, String> of(Set<String> names) {
        var own = new TreeMap<>(chosen);
        own.keySet().retainAll(names);
        return own;
    }

    private Map<String, String> checked(Set<String> names) {
        var all = new TreeMap<>(OF_THE_STACK);
        all.keySet().retainAll(names);
        all.putAll(of(names));
        return all;
    }

    private static void put(Map<String, String> chosen, Fields json, String name, JsonNode value) {
        if (value.isContainerNode()) {
            json.faults()
                    .refuse(json.path(name), value.toString(), "a text, a number, true or false");
        } else {
            chosen.put(name, value.asText());
        }
    }

    private static List<String> faults(
            Consumer<Map<String, String>> program, Map<String, String> environment) {
        try {
            program.accept(environment);
            return List.of();
        } catch (SettingsException wrong) {
            return wrong.faults();
        }
    }
}
