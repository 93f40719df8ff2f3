package s3migrate.jobsender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// One JSON object a line, as CloudWatch Logs reads them. Serves many threads.
final class JobsenderLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    JobsenderLog(PrintStream out) {
        this.out = out;
    }

    /// Something a person may want to know.
    void info(String event, Map<String, ?> fields) {
        line("INFO", event, fields);
    }

    /// Something that is left for now.
    void warn(String event, Map<String, ?> fields) {
        line("WARN", event, fields);
    }

    /// Something that needs a person. One line per fault.
    void error(String event, Map<String, ?> fields) {
        line("ERROR", event, fields);
    }

    private void line(String level, String event, Map<String, ?> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level);
        line.put("event", event);
        line.putAll(fields);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
