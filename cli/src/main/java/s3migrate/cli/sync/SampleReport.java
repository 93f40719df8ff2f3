package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import s3migrate.cli.ExitCode;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.run.plan.ForecastJson;
import s3migrate.run.plan.SampledForecast;
import s3migrate.transfer.CopyWay;

/// What a sample of the keys tells of a sync, for people or for programs.
record SampleReport(Route route, SampledForecast forecast, CopyWay way) implements Report {

    @Override
    public int exitCode() {
        return ExitCode.OK;
    }

    @Override
    public void print(PrintWriter out) {
        row(out, "copies go", way.text());
        ForecastRows.of(forecast, Prices.read())
                .forEach(line -> row(out, line.getKey(), line.getValue()));
    }

    @Override
    public void printJson(PrintWriter out) {
        var line = new LinkedHashMap<String, Object>();
        line.put("route", route.name());
        line.put("dry_run", true);
        line.put("way", way instanceof CopyWay.ServerSide ? "server-side" : "streaming");
        line.put("forecast", ForecastJson.of(forecast, Prices.read()));
        out.println(JsonLines.of(line));
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println("  %-26s %s".formatted(name, value));
    }
}
