#!/usr/bin/env bash
# From public treebanks to the shipped model. Usage: runs/reader.sh DATA OUT (DATA holds treebank/ and ner/).
set -euo pipefail
data=$1 out=$2
cd "$(dirname "$0")/.."
python -m dragoman_training.train --data "$data" --out "$out/base" --bf16 --epochs 9
python -m dragoman_training.train --data "$data" --own own --rename 1.0 --start "$out/base/epoch9.pt" \
  --encoder-rate 1e-4 --head-rate 5e-4 --out "$out/names" --bf16 --epochs 4
python -m dragoman_training.train --data "$data" --own own --own-weight 2 --rename 0.3 --names-weight 2 \
  --start "$out/names/epoch4.pt" --encoder-rate 1.2e-4 --head-rate 6e-4 --out "$out/wire" --bf16 --epochs 4
python -m dragoman_training.average "$out/names/epoch4.pt" "$out/wire/epoch4.pt" --data "$data" --out "$out/mean.pt"
python -m dragoman_training.export --checkpoint "$out/mean.pt" --out ../src/dragoman/lm/model
python -m dragoman_training.sentence_ends --data "$data" --out ../src/dragoman/text/ends.json
python -m dragoman_training.lemmas --data "$data" --out ../src/dragoman/lm/lemmas.json
