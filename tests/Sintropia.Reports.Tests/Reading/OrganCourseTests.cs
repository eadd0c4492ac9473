namespace Sintropia.Reports.Tests.Reading;

public sealed class OrganCourseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Curves_of_plasma_and_organs_come_from_the_table_of_blood_and_amounts_are_left_out()
    {
        HandWrittenRun.Write(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "circulation.csv"), """
            time_h,condition,replicate,substance,place,quantity,unit,value
            0,control,1,drug,plasma,concentration,uM,0
            0,control,1,drug,liver,unbound,uM,0
            0,control,1,drug,given,amount,uM L,0
            20,control,1,drug,plasma,concentration,uM,2
            20,control,2,drug,plasma,concentration,uM,4
            20,control,1,drug,liver,unbound,uM,0.5
            20,control,1,drug,given,amount,uM L,100
            0,control,1,,liver,function,share,1
            20,control,1,,liver,function,share,0.4

            """);

        var organs = RunReport.Summarize(_folder.Path).Organs;

        Assert.Equal([("plasma", "concentration"), ("liver", "unbound"), ("liver", "function")], organs.Select(o => (o.Organ, o.Tissue)));
        Assert.Equal([0, 3], organs[0].Values); // mean over replicates
        Assert.Equal(("drug", "uM"), (organs[1].Substance, organs[1].Unit));
        Assert.Equal([1, 0.4], organs[2].Values);
    }

    [Fact]
    public void Cultures_have_none()
    {
        HandWrittenRun.Write(_folder.Path);

        Assert.Empty(RunReport.Summarize(_folder.Path).Organs);
        Assert.DoesNotContain(RunReport.Summarize(_folder.Path).Notices, n => n.Contains("circulation", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
