using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>A row of a table, normed: embedding, enc_norm.</summary>
internal sealed class NormedEmbedding : Layer
{
    private readonly Embedding _rows;
    private readonly LayerNorm _norm;

    public NormedEmbedding(int words, int width, int? padding = null)
    {
        _rows = Inner("embedding", new Embedding(words, width, padding));
        _norm = Inner("enc_norm", new LayerNorm(width));
    }

    public Tensor Of(Indices words) => Seen(_norm.Of(_rows.Of(words)));
}
