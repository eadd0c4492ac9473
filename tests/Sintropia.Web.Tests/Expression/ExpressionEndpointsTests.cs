using System.Net;

namespace Sintropia.Web.Tests.Expression;

public sealed class ExpressionEndpointsTests(ExpressingRun run) : IClassFixture<ExpressingRun>
{
    private readonly Server _server = run.Server;

    private string At(string rest) => $"/api/v1/runs/{run.Id}/{rest}";

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(n => n!.GetValue<double>())];

    [Theory]
    [InlineData("components")]
    [InlineData("neighbours")]
    public async Task A_sample_of_bounded_size_is_laid_out_the_same_each_time(string layout)
    {
        ExpressingRun.Need();

        var first = await _server.Told(At($"embedding?cells=60&layout={layout}"));
        var second = await _server.Told(At($"embedding?cells=60&layout={layout}"));

        Assert.Equal(60, first["cells"]!.GetValue<int>());
        Assert.True(first["of"]!.GetValue<int>() > 60);
        Assert.Equal(60, Numbers(first["x"]).Distinct().Count());
        Assert.All((string[])["ids", "x", "y"], column => Assert.Equal(60, first[column]!.AsArray().Count));
        Assert.Equal(60, first["categories"]!["phase"]!["codes"]!.AsArray().Count);
        Assert.Contains(first["numbers"]!["dose_palbociclib"]!.AsArray(), dose => dose!.GetValue<double>() > 0);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task The_axes_of_components_are_those_along_which_cells_differ_most()
    {
        ExpressingRun.Need();

        var told = await _server.Told(At("embedding?cells=200"));
        double Spread(string axis) => Numbers(told[axis]) is var v ? v.Sum(x => (x - v.Average()) * (x - v.Average())) : 0;

        Assert.True(Spread("x") >= Spread("y") && Spread("y") > 0);
        Assert.Equal(Spread("x") / Spread("y"), told["explained"]![0]!.GetValue<double>() / told["explained"]![1]!.GetValue<double>(), 1e-6);
    }

    [Fact]
    public async Task Without_a_dose_a_cell_stays_and_with_one_it_goes_half_the_way_in_a_half_life()
    {
        ExpressingRun.Need();
        var cell = await Untreated();

        var still = await Ask(cell, new { levels = new { palbociclib = 0 }, duration_h = 12, points = 3, condition = "control" });
        var moved = await Ask(cell, new { levels = new { palbociclib = 1 }, duration_h = 12, points = 3, condition = "control" });

        // The stand-in moves cells without a dose too, by as much as its weights say: what a dose does is the difference, and both follow the half-life of 6 h.
        var shift = Numbers(moved["shift"]);
        Assert.Equal((0, 3), (shift[0], shift.Length));
        Assert.Equal(1.5, shift[2] / shift[1], 1e-4); // 3/4 of the way after two half-lives, 1/2 after one
        Assert.NotEqual(Numbers(still["shift"])[2], shift[2]);
        Assert.Equal(moved["x"]!.AsArray().Count, moved["times_h"]!.AsArray().Count);
    }

    [Fact]
    public async Task When_the_dose_is_gone_the_cell_comes_back()
    {
        ExpressingRun.Need();
        var cell = await Untreated();

        var told = await Ask(cell, new { levels = new { palbociclib = 1 }, until_h = 6, duration_h = 66, points = 12, condition = "control" });

        var shift = Numbers(told["shift"]);
        Assert.Equal(shift.Max(), shift[1]); // at 6 h
        Assert.Equal(shift[1] / 1024, shift[11], shift[1] * 1e-4); // ten half-lives later
    }

    [Fact]
    public async Task The_way_begins_where_the_cell_is_in_the_plane()
    {
        ExpressingRun.Need();
        var plane = await _server.Told(At("embedding?cells=200"));
        var control = Array.IndexOf([.. plane["categories"]!["condition"]!["names"]!.AsArray().Select(n => n!.GetValue<string>())], "control");
        var index = plane["categories"]!["condition"]!["codes"]!.AsArray().Select(c => c!.GetValue<int>()).ToList().IndexOf(control);

        var told = await Ask(plane["ids"]![index]!.GetValue<string>(), new { levels = new { palbociclib = 1 }, condition = "control", plane_cells = 200 });

        Assert.Equal(plane["x"]![index]!.GetValue<double>(), told["x"]![0]!.GetValue<double>(), 1e-6);
        Assert.Equal(plane["y"]![index]!.GetValue<double>(), told["y"]![0]!.GetValue<double>(), 1e-6);
    }

    [Fact]
    public async Task A_treated_cell_is_refused_since_its_unperturbed_state_is_not_in_the_file()
    {
        ExpressingRun.Need();
        var cell = await Cell("treated");

        var detail = Server.IsProblem(HttpStatusCode.Conflict, "treated-cell", await _server.Json(At($"cells/{cell}/response"), JsonNode.Parse("""{ "levels": { "palbociclib": 1 }, "condition": "treated" }""")!));

        Assert.Contains("since 12 h", detail);
    }

    [Theory]
    [InlineData("""{ "levels": { "palbociclob": 1 } }""", "it knows palbociclib")]
    [InlineData("""{ "levels": { "palbociclib": -1 } }""", "a number from 0")]
    [InlineData("""{ "points": 1 }""", "points is 1")]
    [InlineData("""{ "duration_h": 0 }""", "duration_h")]
    [InlineData("""{ "until_h": -1 }""", "until_h is before the beginning")]
    [InlineData("""{ "plane_cells": 1000000 }""", "plane_cells is 1000000")]
    public async Task What_cannot_be_asked_is_refused_with_what_can(string body, string said)
    {
        ExpressingRun.Need();
        var cell = await Untreated();

        Assert.Contains(said, Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _server.Json(At($"cells/{cell}/response"), JsonNode.Parse(body)!)));
    }

    [Theory]
    [InlineData("embedding?cells=5001", "give 3 to 5000")]
    [InlineData("embedding?cells=4000&layout=neighbours", "give 3 to 3000")]
    [InlineData("embedding?layout=map", "components or neighbours")]
    [InlineData("embedding?time=7", "There is no snapshot at 7 h")]
    public async Task A_plane_that_cannot_be_is_refused_with_what_can(string address, string said)
    {
        ExpressingRun.Need();

        Assert.Contains(said, Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _server.Get(At(address))));
    }

    [Fact]
    public async Task The_run_s_predictor_says_what_it_can_be_asked_about()
    {
        ExpressingRun.Need();

        var told = await _server.Told(At("predictor"));

        Assert.Equal("stand-in", told["card"]!["name"]!.GetValue<string>());
        Assert.Contains("palbociclib", told["agents"]!.AsArray().Select(a => a!["name"]!.GetValue<string>()));
        Assert.Equal(6, told["half_life_h"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_run_without_expression_is_told_apart_from_one_that_has_not_ended()
    {
        await using var server = await Server.Start();
        var small = await server.Submit(Cultures.Small());
        await server.End(small);
        var endless = await server.Submit(Cultures.Endless());

        Assert.Contains("express nothing", Server.IsProblem(HttpStatusCode.NotFound, "no-expression", await server.Get($"/api/v1/runs/{small}/embedding")));
        Assert.Contains("Ask again then", Server.IsProblem(HttpStatusCode.NotFound, "no-expression", await server.Get($"/api/v1/runs/{endless}/embedding")));
        Server.IsProblem(HttpStatusCode.NotFound, "no-expression", await server.Get($"/api/v1/runs/{small}/predictor"));
        await server.Runs.Cancel(new(endless), Server.Cancelled);
    }

    [Fact]
    public async Task What_predictors_are_asked_is_counted_from_when_somebody_wants_to_know()
    {
        ExpressingRun.Need();
        await using var server = await Server.Start();
        var before = await server.Told("/api/v1/load");
        await server.End(await server.Submit(Cultures.Listening));
        var after = await server.Told("/api/v1/load");

        Assert.True(after["cells"]!.GetValue<long>() >= before["cells"]!.GetValue<long>() + 300); // each founder of both conditions at least once
        Assert.True(after["batches"]!.GetValue<long>() > before["batches"]!.GetValue<long>());
        Assert.True(after["busy_seconds"]!.GetValue<double>() > before["busy_seconds"]!.GetValue<double>());
    }

    private Task<string> Untreated() => Cell("control");

    private async Task<string> Cell(string condition)
    {
        var plane = await _server.Told(At("embedding?cells=200"));
        var names = plane["categories"]!["condition"]!["names"]!.AsArray().Select(n => n!.GetValue<string>()).ToList();
        return plane["ids"]![plane["categories"]!["condition"]!["codes"]!.AsArray().Select(c => c!.GetValue<int>()).ToList().IndexOf(names.IndexOf(condition))]!.GetValue<string>();
    }

    private async Task<JsonNode> Ask(string cell, object body)
    {
        var (status, told) = await _server.Json(At($"cells/{cell}/response"), System.Text.Json.JsonSerializer.SerializeToNode(body)!);
        Assert.True(status == HttpStatusCode.OK, $"{(int)status}: {told}");
        return told!;
    }
}
