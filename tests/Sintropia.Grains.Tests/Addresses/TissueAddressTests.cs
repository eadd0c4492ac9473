using Sintropia.Biology.Cells;
using Sintropia.Grains.Addresses;

namespace Sintropia.Grains.Tests.Addresses;

public sealed class TissueAddressTests
{
    private static readonly TissueAddress Address = new(new("run-17", 3_000_002, 5), 11);

    [Fact]
    public void Keys_of_a_tissue_its_blocks_and_its_cells_read_back_as_its_address()
    {
        Assert.Equal(Address, TissueAddress.Of(Address.Key));
        Assert.Equal(Address, TissueAddress.Of(Address.Block(1234)));
        Assert.Equal(Address, TissueAddress.Of(Address.Cell(CellId.Founder(1, 2))));
        Assert.Equal(1234, TissueAddress.BlockOf(Address.Block(1234)));
    }

    [Fact]
    public void Keys_of_an_organism_and_its_organs_read_back_as_its_address()
    {
        Assert.Equal(Address.Organism, OrganismAddress.Of(Address.Organism.Key));
        Assert.Equal(Address.Organism, OrganismAddress.Of(Address.Organism.Organ("liver / left lobe")));
        Assert.Equal(Address.Organism, OrganismAddress.Of(Address.Key));
    }

    [Fact]
    public void Nothing_of_an_epoch_has_the_key_of_anything_in_another()
    {
        var later = Address with { Organism = Address.Organism with { Epoch = Address.Organism.Epoch + 1 } };

        Assert.NotEqual(Address.Key, later.Key);
        Assert.NotEqual(Address.Block(0), later.Block(0));
        Assert.NotEqual(Address.Cell(CellId.Founder(0, 0)), later.Cell(CellId.Founder(0, 0)));
        Assert.NotEqual(Address.Organism.Organ("dish"), later.Organism.Organ("dish"));
    }
}
