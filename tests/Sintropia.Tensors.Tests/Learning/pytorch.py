"""What PyTorch reaches on the tasks of LearningTests.cs: python3 pytorch.py (Debian's python3-torch 1.13, CPU). Prints mean and deviation over seeds of the first values."""
import math, statistics, torch

M = (1 << 64) - 1
def uniform(stream, index):  # SplitMix64, as in LearningTests.Uniform
    z = (stream * 0x9E3779B97F4A7C15 + index) & M
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
    return ((z ^ (z >> 31)) >> 11) / (1 << 53)

torch.set_num_threads(1)

x = torch.tensor([[2 * uniform(1, 8 * i + j) - 1 for j in range(8)] for i in range(512)])
noise = torch.tensor([2 * uniform(2, i) - 1 for i in range(512)])
y = torch.tensor([[math.sin(3 * r[0]) + r[1] * r[2] + abs(r[3])] for r in x.double().tolist()], dtype=torch.float32) + 0.1 * noise[:, None]

def perceptron(seed):
    torch.manual_seed(seed)
    net = torch.nn.Sequential(torch.nn.Linear(8, 64), torch.nn.GELU(), torch.nn.Linear(64, 64), torch.nn.GELU(), torch.nn.Linear(64, 1))
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    for step in range(400):
        at = 64 * (step % 8)
        loss = torch.nn.functional.mse_loss(net(x[at:at + 64]), y[at:at + 64])
        optimiser.zero_grad(); loss.backward(); optimiser.step()
    return torch.nn.functional.mse_loss(net(x), y).item()

class Reverser(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.positions = torch.nn.Embedding(8, 32), torch.nn.Embedding(10, 32)
        layer = torch.nn.TransformerEncoderLayer(32, 4, 64, dropout=0, activation='gelu', batch_first=True, norm_first=True)
        self.encoder = torch.nn.TransformerEncoder(layer, 2, norm=torch.nn.LayerNorm(32))
        # Each layer with first values of its own; TransformerEncoder copies one.
        for i in range(2): self.encoder.layers[i] = torch.nn.TransformerEncoderLayer(32, 4, 64, dropout=0, activation='gelu', batch_first=True, norm_first=True)
        self.out = torch.nn.Linear(32, 8)
    def forward(self, words): return self.out(self.encoder(self.tokens(words) + self.positions(torch.arange(10))))

batches = [torch.tensor([[int(8 * uniform(3 + step, 10 * i + j)) for j in range(10)] for i in range(32)]) for step in range(150)]

def transformer(seed):
    torch.manual_seed(seed)
    net = Reverser().train()
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
    last = []
    for step, words in enumerate(batches):
        for group in optimiser.param_groups: group['lr'] = 3e-3 * min(1, (step + 1) / 20)
        loss = torch.nn.functional.cross_entropy(net(words).reshape(-1, 8), words.flip(1).reshape(-1))
        optimiser.zero_grad(); loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        last.append(loss.item())
    return statistics.mean(last[-10:])

for task in (perceptron, transformer):
    reached = [task(seed) for seed in range(20)]
    print(task.__name__, 'mean', statistics.mean(reached), 'deviation', statistics.stdev(reached), 'least', min(reached), 'most', max(reached))
