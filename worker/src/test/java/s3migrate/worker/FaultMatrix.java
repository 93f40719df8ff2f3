package s3migrate.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Every remote call of every scenario, times every way in which it can go wrong.
final class FaultMatrix {

    /// One thing that goes wrong.
    record Cell(FaultScenario scenario, RemoteCalls.Made call, RemoteCalls.Placed placed) {
        @Override
        public String toString() {
            return "%s, call %d (%s): %s".formatted(scenario, placed.call(), call, placed.kind());
        }
    }

    private FaultMatrix() {}

    /// The calls of a scenario in which nothing goes wrong, up to the next run.
    static List<RemoteCalls.Made> calls(FaultScenario scenario) throws InterruptedException {
        var world = new FaultWorld(scenario, List.of(), Optional.empty());
        world.work();
        var made = world.calls.made();
        world.nextRun();
        var faults = world.faults();
        if (!faults.isEmpty()) {
            throw new AssertionError("%s with nothing wrong: %s".formatted(scenario, faults));
        }
        return made;
    }

    static List<Cell> cells(FaultScenario scenario) throws InterruptedException {
        var calls = calls(scenario);
        return IntStream.range(0, calls.size())
                .boxed()
                .flatMap(i ->
                        Arrays.stream(FaultKind.values())
                                .filter(kind ->
                                        kind.meets(calls.get(i).port(), calls.get(i).method()))
                                .map(kind ->
                                        new Cell(
                                                scenario,
                                                calls.get(i),
                                                new RemoteCalls.Placed(i + 1, kind))))
                .toList();
    }

    /// How many cells there are of each scenario and kind, as `docs/reliability.md` has it.
    static String table() throws InterruptedException {
        var kinds = List.of(FaultKind.values());
        var text = new StringBuilder("| scenario | calls |");
        kinds.forEach(kind -> text.append(" %s |".formatted(kind.text())));
        text.append("\n|---|---:|").append("---:|".repeat(kinds.size())).append('\n');
        int sum = 0;
        for (var scenario : FaultScenario.all()) {
            var cells = cells(scenario);
            sum += cells.size();
            text.append("| %s | %d |".formatted(scenario.text(), calls(scenario).size()));
            for (var kind : kinds) {
                long ofKind = cells.stream().filter(cell -> cell.placed().kind() == kind).count();
                text.append(ofKind == 0 ? " – |" : " %d |".formatted(ofKind));
            }
            text.append('\n');
        }
        return text + "\nTogether %,d cells.\n".formatted(sum);
    }

    /// What is wrong at the end, where that was all that went wrong.
    static List<String> faults(Cell cell) throws InterruptedException {
        return faults(new FaultWorld(cell.scenario(), List.of(cell.placed()), Optional.empty()));
    }

    /// What is wrong at the end, where messages come twice, late and in any order too, and a second
    /// call goes wrong by chance.
    static List<String> faults(Cell cell, long seed) throws InterruptedException {
        var random = new Random(seed);
        var kinds = FaultKind.values();
        var second =
                new RemoteCalls.Placed(
                        cell.placed().call() + 1 + random.nextInt(20),
                        kinds[random.nextInt(kinds.length)]);
        return faults(
                new FaultWorld(
                        cell.scenario(), List.of(cell.placed(), second), Optional.of(random)));
    }

    private static List<String> faults(FaultWorld world) throws InterruptedException {
        try {
            world.work();
            world.nextRun();
        } catch (AssertionError broken) {
            return new ArrayList<>(List.of(String.valueOf(broken.getMessage())));
        }
        var faults = new ArrayList<>(world.faults());
        world.log()
                .lines()
                .filter(line -> line.contains("\"event\":\"fault\""))
                .forEach(line -> faults.add(line.substring(0, Math.min(line.length(), 500))));
        return faults;
    }
}
