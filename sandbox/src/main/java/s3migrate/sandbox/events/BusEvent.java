package s3migrate.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// An event as the bus took it.
public record BusEvent(
        String bus, String source, String detailType, JsonNode detail, List<String> resources) {}
