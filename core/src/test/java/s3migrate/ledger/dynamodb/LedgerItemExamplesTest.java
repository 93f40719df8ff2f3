package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Example;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items `docs/contracts.md` shows are read, and written as they are shown.
class LedgerItemExamplesTest {

    @TestFactory
    Iterable<DynamicTest> isReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("ledger-item"))
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> check(example)))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> runsAreReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("run-item"))
                .map(example ->
                        DynamicTest.dynamicTest(example.toString(), () -> checkRun(example)))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> routesAreReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("route-item"))
                .map(example ->
                        DynamicTest.dynamicTest(example.toString(), () -> checkRoute(example)))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> plansAreReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("plan-item"))
                .map(example ->
                        DynamicTest.dynamicTest(example.toString(), () -> checkPlan(example)))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> looksAreReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("look-item"))
                .map(example ->
                        DynamicTest.dynamicTest(example.toString(), () -> checkLook(example)))
                .toList();
    }

    private static void checkLook(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        assertThat(LookItems.item(LookItems.look(shown), "6f1c2b0e")).isEqualTo(shown);
    }

    private static void checkPlan(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        assertThat(PlanItems.item(PlanItems.plan(shown), "6f1c2b0e")).isEqualTo(shown);
    }

    private static void checkRoute(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        assertThat(RouteItems.item(RouteItems.record(shown), "6f1c2b0e")).isEqualTo(shown);
    }

    private static void checkRun(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        assertThat(RunItems.item(RunItems.run(shown), "6f1c2b0e")).isEqualTo(shown);
    }

    @TestFactory
    Iterable<DynamicTest> rangesAreReadAndWrittenAsShown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("range-item"))
                .map(example ->
                        DynamicTest.dynamicTest(example.toString(), () -> checkRange(example)))
                .toList();
    }

    private static void checkRange(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        assertThat(RunItems.item(RunItems.range(shown), "6f1c2b0e")).isEqualTo(shown);
    }

    private static void check(Example example) throws JsonProcessingException {
        var shown = item(example.text());
        var writeId = Attribute.text("6f1c2b0e");
        assertThat(EntryItems.item(ItemEntries.entry(shown), writeId.s())).isEqualTo(shown);
    }

    private static Map<String, AttributeValue> item(String json) throws JsonProcessingException {
        Map<String, JsonNode> fields = new ObjectMapper().readValue(json, new TypeReference<>() {});
        return fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> value(field.getValue())));
    }

    private static AttributeValue value(JsonNode typed) {
        if (typed.has("M")) {
            return AttributeValue.fromM(
                    typed.path("M").properties().stream()
                            .collect(
                                    Collectors.toMap(Map.Entry::getKey, f -> value(f.getValue()))));
        }
        if (typed.has("L")) {
            return AttributeValue.fromL(
                    StreamSupport.stream(typed.path("L").spliterator(), false)
                            .map(LedgerItemExamplesTest::value)
                            .toList());
        }
        if (typed.has("BOOL")) {
            return AttributeValue.fromBool(typed.path("BOOL").booleanValue());
        }
        return typed.has("S")
                ? AttributeValue.fromS(typed.path("S").textValue())
                : AttributeValue.fromN(typed.path("N").textValue());
    }
}
