package s3migrate.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// One JSON object a line, as CloudWatch Logs reads them: level, event, then the fields by name.
/// Serves many threads.
public final class EventLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    /// The stream stays the caller's.
    public EventLog(PrintStream out) {
        this.out = out;
    }

    /// Something a person may want to know.
    public void info(String event, Map<String, ?> fields) {
        line("INFO", event, fields);
    }

    /// Something that is left for now, or dearer or slower than it should be.
    public void warn(String event, Map<String, ?> fields) {
        line("WARN", event, fields);
    }

    /// Something that needs a person. One line per fault.
    public void error(String event, Map<String, ?> fields) {
        line("ERROR", event, fields);
    }

    private void line(String level, String event, Map<String, ?> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level);
        line.put("event", event);
        line.putAll(new TreeMap<>(fields));
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
