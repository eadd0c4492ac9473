using System.ComponentModel.DataAnnotations;

namespace Sintropia.Simulation.Tests;

public sealed class SimulationOptionsTests
{
    [Fact]
    public void Defaults_use_all_processors_and_are_valid()
    {
        Assert.Equal(Environment.ProcessorCount, new SimulationOptions().Threads);
        Assert.Empty(Errors(new()));
    }

    [Fact]
    public void Threads_and_niches_have_bounds_that_say_what_to_do()
    {
        Assert.Equal(["Simulation:Threads must be from 1 to 1024. Leave it out to use all processors."], Errors(new() { Threads = 0 }));
        Assert.Equal(["Simulation:NicheSize must be from 16 to 1048576. Leave it at 4096 unless you measure."], Errors(new() { NicheSize = 8 }));
    }

    private static IEnumerable<string?> Errors(SimulationOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        return results.Select(r => r.ErrorMessage);
    }
}
